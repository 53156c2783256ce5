-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT gift.entry_id, CONVERT(char(10), entry.occurred_on, 23) AS occurred_on, gift.donor_id, donor.kind AS donor_kind, donor.name, donor.name_key, gift.fund_id, gift.source_id, gift.amount_minor, gift.refunded_minor, gift.channel
FROM donations gift
JOIN journal_entries entry ON entry.entry_id = gift.entry_id
JOIN donors donor ON donor.donor_id = gift.donor_id
WHERE gift.entry_id = @entry_id AND entry.kind = N'donation';
