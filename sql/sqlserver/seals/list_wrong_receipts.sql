-- Numbers run from 1 without gaps or doubles up to the counter, and each is of a gift that the entity received.
WITH numbered AS (
  SELECT given.entity_id, given.year, given.number, given.entry_id,
    ROW_NUMBER() OVER (PARTITION BY given.entity_id, given.year ORDER BY given.number) AS expected,
    ROW_NUMBER() OVER (PARTITION BY given.entry_id ORDER BY given.year, given.number) AS of_gift
  FROM receipts given
)
SELECT numbered.entry_id, numbered.year, numbered.number,
  CASE WHEN numbered.number <> numbered.expected THEN 'gap' WHEN numbered.of_gift > 1 THEN 'double' ELSE 'gift' END AS fault
FROM numbered
LEFT JOIN donations gift ON gift.entry_id = numbered.entry_id
LEFT JOIN journal_entries entry ON entry.entry_id = gift.entry_id
WHERE numbered.number <> numbered.expected OR numbered.of_gift > 1 OR entry.entry_id IS NULL OR entry.entity_id <> numbered.entity_id
ORDER BY numbered.entity_id, numbered.year, numbered.number;
