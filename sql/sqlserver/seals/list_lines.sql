-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT entry_id, line_no, CONVERT(char(10), occurred_on, 23) AS occurred_on, account_id, fund_id, source_id, subject, currency, amount_minor, line_hash
FROM journal_lines ORDER BY entry_id, line_no;
