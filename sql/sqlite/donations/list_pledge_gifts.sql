SELECT came.entry_id, entry.occurred_on AS occurred_on, gift.currency, gift.amount_minor, EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = came.entry_id) AS is_reversed
FROM pledge_gifts came
JOIN donations gift ON gift.entry_id = came.entry_id
JOIN journal_entries entry ON entry.entry_id = came.entry_id
WHERE came.pledge_id = @pledge_id
ORDER BY came.entry_id;
