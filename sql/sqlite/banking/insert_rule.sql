INSERT INTO bank_rules (rule_id, version_no, bank_account_id, is_on, direction, payer, words, least_minor, most_minor, book_as, fund_id, source_id, from_line_id, actor, recorded_at)
VALUES (@rule_id, @version_no, @bank_account_id, @is_on, @direction, @payer, @words, @least_minor, @most_minor, @book_as, @fund_id, @source_id, @from_line_id, @actor, @recorded_at);
