-- The gifts of money of some days that stand, each with the programme that answered it. CONVERT: a day is a date here and ISO text in SQLite.
SELECT gift.entry_id, CONVERT(char(10), entry.occurred_on, 23) AS occurred_on, gift.donor_id, donor.kind AS donor_kind, donor.name, donor.name_key, gift.fund_id, gift.source_id, gift.amount_minor, gift.refunded_minor, gift.channel,
  earned.programme_id
FROM donations gift
JOIN journal_entries entry ON entry.entry_id = gift.entry_id
JOIN donors donor ON donor.donor_id = gift.donor_id
LEFT JOIN matches earned ON earned.gift_entry_id = gift.entry_id
WHERE entry.kind = N'donation' AND entry.entity_id = @entity_id AND gift.currency = @currency AND entry.occurred_on BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date)
  AND gift.refunded_minor < gift.amount_minor
  AND NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = gift.entry_id)
ORDER BY entry.occurred_on, gift.entry_id;
