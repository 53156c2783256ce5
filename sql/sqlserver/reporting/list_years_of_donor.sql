-- Those of donors that were merged into this one are among them.
-- YEAR and COUNT_BIG: a day is a date here and ISO text in SQLite, and COUNT is a 32-bit number.
SELECT CAST(YEAR(entry.occurred_on) AS bigint) AS year, gift.currency, COUNT_BIG(*) AS gift_count, SUM(gift.amount_minor - gift.refunded_minor) AS kept_minor
FROM donations gift
JOIN journal_entries entry ON entry.entry_id = gift.entry_id
WHERE (gift.donor_id = @donor_id OR gift.donor_id IN (SELECT merged.donor_id FROM donor_merges merged WHERE merged.into_id = @donor_id AND merged.undone_at IS NULL)) AND NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = gift.entry_id)
GROUP BY CAST(YEAR(entry.occurred_on) AS bigint), gift.currency
ORDER BY year DESC, gift.currency;
