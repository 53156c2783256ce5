SELECT entry_id FROM (
  SELECT given.entry_id, given.number, given.period, entry.occurred_on,
    ROW_NUMBER() OVER (PARTITION BY given.entity_id, given.period, given.series ORDER BY given.number) AS expected
  FROM vouchers given JOIN journal_entries entry ON entry.entry_id = given.entry_id)
WHERE number <> expected OR period <> CAST(substr(occurred_on, 1, 4) || substr(occurred_on, 6, 2) AS INTEGER)
ORDER BY entry_id;
