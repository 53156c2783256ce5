-- YEAR and MONTH: a day is a date here and ISO text in SQLite.
SELECT entry_id FROM (
  SELECT given.entry_id, given.number, given.period, entry.occurred_on,
    ROW_NUMBER() OVER (PARTITION BY given.entity_id, given.period, given.series ORDER BY given.number) AS expected
  FROM vouchers given JOIN journal_entries entry ON entry.entry_id = given.entry_id) numbered
WHERE number <> expected OR period <> YEAR(occurred_on) * 100 + MONTH(occurred_on)
ORDER BY entry_id;
