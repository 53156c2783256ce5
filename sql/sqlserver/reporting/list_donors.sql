-- Last known first, from a cursor down; one row for each currency they gave in. Gifts reversed do not count.
-- OFFSET and FETCH, COUNT_BIG, CONVERT: there is no LIMIT, COUNT is a 32-bit number, and a day is a date here and ISO text in SQLite.
WITH page AS (
  SELECT donor.donor_id, donor.kind, donor.name, donor.is_anonymous
  FROM donors donor
  WHERE donor.donor_id < @before AND (@donor_id = 0 OR donor.donor_id = @donor_id)
  ORDER BY donor.donor_id DESC OFFSET 0 ROWS FETCH NEXT @row_count ROWS ONLY
), given AS (
  SELECT gift.donor_id, gift.currency, COUNT_BIG(*) AS gift_count, SUM(gift.amount_minor - gift.refunded_minor) AS kept_minor, MAX(entry.occurred_on) AS last_on
  FROM page
  JOIN donations gift ON gift.donor_id = page.donor_id
  JOIN journal_entries entry ON entry.entry_id = gift.entry_id
  WHERE NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = gift.entry_id)
  GROUP BY gift.donor_id, gift.currency
)
SELECT page.donor_id, page.kind, page.name, page.is_anonymous, given.currency, given.gift_count, given.kept_minor, CONVERT(char(10), given.last_on, 23) AS last_on
FROM page
LEFT JOIN given ON given.donor_id = page.donor_id
ORDER BY page.donor_id DESC, given.currency;
