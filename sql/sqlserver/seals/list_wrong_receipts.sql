-- Numbers run from 1 without gaps or doubles up to the counter, each is of a gift that the entity received, and of the receipts of a gift all but the last are void.
WITH numbered AS (
  SELECT given.entity_id, given.year, given.number, given.entry_id, given.issue_no,
    ROW_NUMBER() OVER (PARTITION BY given.entity_id, given.year ORDER BY given.number) AS expected,
    ROW_NUMBER() OVER (PARTITION BY given.entry_id ORDER BY given.issue_no) AS of_gift,
    COUNT(*) OVER (PARTITION BY given.entry_id) AS gift_receipts
  FROM receipts given
)
SELECT numbered.entry_id, numbered.year, numbered.number,
  CASE WHEN numbered.number <> numbered.expected THEN 'gap' WHEN gift.entry_id IS NULL OR gift.split_of IS NOT NULL OR entry.entry_id IS NULL OR entry.entity_id <> numbered.entity_id THEN 'gift' ELSE 'double' END AS fault
FROM numbered
LEFT JOIN donations gift ON gift.entry_id = numbered.entry_id
LEFT JOIN journal_entries entry ON entry.entry_id = gift.entry_id
LEFT JOIN receipt_voids undone ON undone.entity_id = numbered.entity_id AND undone.year = numbered.year AND undone.number = numbered.number
WHERE numbered.number <> numbered.expected OR entry.entry_id IS NULL OR entry.entity_id <> numbered.entity_id OR gift.split_of IS NOT NULL
  OR numbered.issue_no <> numbered.of_gift OR (numbered.of_gift < numbered.gift_receipts AND undone.number IS NULL)
ORDER BY numbered.entity_id, numbered.year, numbered.number;
