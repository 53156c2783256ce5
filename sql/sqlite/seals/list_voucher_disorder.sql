-- Each closing numbers what it finds by day and then as recorded, so numbers go back in that order no oftener than a month was closed again.
-- Beside those: vouchers of another entity's entry, of a month that was never closed, and of an entry without lines of the statutory books.
WITH placed AS (
  SELECT given.entity_id, given.period, given.entry_id, entry.entity_id AS owner_id, COALESCE(month.closing_no, 0) AS closing_no,
    CASE WHEN LAG(entry.occurred_on) OVER numbers > entry.occurred_on
        OR (LAG(entry.occurred_on) OVER numbers = entry.occurred_on AND LAG(given.entry_id) OVER numbers > given.entry_id) THEN 1 ELSE 0 END AS goes_back
  FROM vouchers given
  JOIN journal_entries entry ON entry.entry_id = given.entry_id
  LEFT JOIN periods month ON month.entity_id = given.entity_id AND month.period = given.period
  WINDOW numbers AS (PARTITION BY given.entity_id, given.period, given.series ORDER BY given.number)
), counted AS (
  SELECT entity_id, period, SUM(goes_back) AS back_count FROM placed GROUP BY entity_id, period
)
SELECT placed.entry_id
FROM placed JOIN counted ON counted.entity_id = placed.entity_id AND counted.period = placed.period
WHERE (placed.goes_back = 1 AND counted.back_count >= placed.closing_no) OR placed.closing_no = 0 OR placed.owner_id <> placed.entity_id
  OR NOT EXISTS (SELECT 1 FROM journal_lines line JOIN accounts account ON account.account_id = line.account_id
    WHERE line.entry_id = placed.entry_id AND account.layer = 'actual')
ORDER BY placed.entry_id;
