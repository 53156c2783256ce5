-- Lines of statements of which nothing became yet. CONVERT: a day is a date here and ISO text in SQLite.
SELECT bank.code, bank.entity_id, CONVERT(char(10), MIN(line.bank_day), 23) AS since, COUNT_BIG(*) AS how_many
FROM bank_statement_lines line JOIN bank_accounts bank ON bank.bank_account_id = line.bank_account_id
WHERE line.open_minor <> 0 AND line.is_left_out = 0
GROUP BY bank.code, bank.entity_id
ORDER BY bank.code;
