-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT opened.fund_id, opened.source_id, opened.currency, opened.opened_by, CONVERT(char(10), entry.occurred_on, 23) AS occurred_on, place.available_minor
FROM overdrawn_cases opened
JOIN journal_entries entry ON entry.entry_id = opened.opened_by
JOIN positions place ON place.fund_id = opened.fund_id AND place.source_id = opened.source_id AND place.currency = opened.currency
WHERE opened.closed_by IS NULL
ORDER BY entry.occurred_on, opened.opened_by;
