SELECT COALESCE(SUM(line.amount_minor), 0) FROM bank_account_lines line
JOIN journal_entries entry ON entry.entry_id = line.entry_id
WHERE line.bank_account_id = @bank_account_id AND line.occurred_on <= CAST(@to_day AS date) AND entry.recorded_at <= @known_at;
