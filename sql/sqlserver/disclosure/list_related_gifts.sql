-- CONVERT: a day is a date here and ISO text in SQLite.
-- Gifts of those who stood close to the entity on that day; each once, however many relations there are.
SELECT DISTINCT entry.entry_id, CONVERT(char(10), entry.occurred_on, 23) AS occurred_on, gift.fund_id AS first_fund, gift.fund_id AS last_fund, gift.amount_minor
FROM related_parties party JOIN donations gift ON gift.donor_id = party.donor_id JOIN journal_entries entry ON entry.entry_id = gift.entry_id AND entry.entity_id = party.entity_id
WHERE party.entity_id = @entity_id AND entry.occurred_on BETWEEN @first_day AND @last_day AND gift.currency = @currency
  AND party.first_day <= entry.occurred_on AND (party.last_day IS NULL OR party.last_day >= entry.occurred_on)
  AND NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = entry.entry_id)
ORDER BY entry.entry_id;
