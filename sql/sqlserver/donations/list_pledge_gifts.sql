-- CONVERT, CASE: a day is a date here and ISO text in SQLite, and a condition is no value.
SELECT came.entry_id, CONVERT(char(10), entry.occurred_on, 23) AS occurred_on, gift.currency, gift.amount_minor, CAST(CASE WHEN EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = came.entry_id) THEN 1 ELSE 0 END AS bigint) AS is_reversed
FROM pledge_gifts came
JOIN donations gift ON gift.entry_id = came.entry_id
JOIN journal_entries entry ON entry.entry_id = came.entry_id
WHERE came.pledge_id = @pledge_id
ORDER BY came.entry_id;
