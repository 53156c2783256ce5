-- Each closing numbers what it finds by day and then as recorded, so numbers go back in that order no oftener than a month was closed again.
-- Beside those: vouchers of another entity's entry, of a month that was never closed, and of an entry without lines of the statutory books.
-- Its windows are written out: not every server knows them by name.
WITH placed AS (
  SELECT given.entity_id, given.period, given.entry_id, entry.entity_id AS owner_id, COALESCE(month.closing_no, 0) AS closing_no, entry.occurred_on,
    LAG(entry.occurred_on) OVER (PARTITION BY given.entity_id, given.period, given.series ORDER BY given.number) AS day_before,
    LAG(given.entry_id) OVER (PARTITION BY given.entity_id, given.period, given.series ORDER BY given.number) AS entry_before
  FROM vouchers given
  JOIN journal_entries entry ON entry.entry_id = given.entry_id
  LEFT JOIN periods month ON month.entity_id = given.entity_id AND month.period = given.period
), turned AS (
  SELECT entity_id, period, entry_id, owner_id, closing_no,
    CASE WHEN day_before > occurred_on OR (day_before = occurred_on AND entry_before > entry_id) THEN 1 ELSE 0 END AS goes_back
  FROM placed
), counted AS (
  SELECT entity_id, period, SUM(goes_back) AS back_count FROM turned GROUP BY entity_id, period
)
SELECT turned.entry_id
FROM turned JOIN counted ON counted.entity_id = turned.entity_id AND counted.period = turned.period
WHERE (turned.goes_back = 1 AND counted.back_count >= turned.closing_no) OR turned.closing_no = 0 OR turned.owner_id <> turned.entity_id
  OR NOT EXISTS (SELECT 1 FROM journal_lines line JOIN accounts account ON account.account_id = line.account_id
    WHERE line.entry_id = turned.entry_id AND account.layer = N'actual')
ORDER BY turned.entry_id;
