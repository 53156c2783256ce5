-- Last known first, from a cursor down; one row for each currency they gave in. Gifts reversed do not count; those of donors merged into one are that one's.
WITH page AS (
  SELECT donor.donor_id, donor.kind, donor.name, donor.is_anonymous
  FROM donors donor
  WHERE donor.donor_id < @before AND (@kind = '' OR donor.kind = @kind) AND (donor.donor_id = @donor_id
    OR (@donor_id = 0 AND NOT EXISTS (SELECT 1 FROM donor_merges merged WHERE merged.donor_id = donor.donor_id AND merged.undone_at IS NULL)))
  ORDER BY donor.donor_id DESC LIMIT @row_count
), members AS (
  SELECT page.donor_id, page.donor_id AS member_id FROM page
  UNION ALL
  SELECT merged.into_id, merged.donor_id FROM page JOIN donor_merges merged ON merged.into_id = page.donor_id AND merged.undone_at IS NULL
), given AS (
  SELECT members.donor_id, gift.currency, COUNT(*) AS gift_count, SUM(gift.amount_minor - gift.refunded_minor) AS kept_minor, MAX(entry.occurred_on) AS last_on
  FROM members
  JOIN donations gift ON gift.donor_id = members.member_id
  JOIN journal_entries entry ON entry.entry_id = gift.entry_id
  WHERE NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = gift.entry_id)
  GROUP BY members.donor_id, gift.currency
)
SELECT page.donor_id, page.kind, page.name, page.is_anonymous, given.currency, given.gift_count, given.kept_minor, given.last_on AS last_on
FROM page
LEFT JOIN given ON given.donor_id = page.donor_id
ORDER BY page.donor_id DESC, given.currency;
