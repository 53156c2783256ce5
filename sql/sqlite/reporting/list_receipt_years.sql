-- Of each entity and year: the number given last, how many receipts there are, and how many of them are void.
SELECT counter.entity_id, counter.year, counter.last_number, COUNT(given.number) AS issued,
  SUM(CASE WHEN undone.number IS NOT NULL OR reversal.entry_id IS NOT NULL THEN 1 ELSE 0 END) AS voided
FROM receipt_counters counter
LEFT JOIN receipts given ON given.entity_id = counter.entity_id AND given.year = counter.year
LEFT JOIN receipt_voids undone ON undone.entity_id = given.entity_id AND undone.year = given.year AND undone.number = given.number
LEFT JOIN journal_entries reversal ON reversal.reverses = given.entry_id
GROUP BY counter.entity_id, counter.year, counter.last_number
ORDER BY counter.year DESC, counter.entity_id;
