-- Every version, the last of each rule last.
SELECT rule_id, version_no, bank_account_id, is_on, direction, payer, words, least_minor, most_minor, book_as, fund_id, source_id, from_line_id, actor, recorded_at
FROM bank_rules WHERE @bank_account_id = 0 OR bank_account_id = @bank_account_id ORDER BY rule_id, version_no;
