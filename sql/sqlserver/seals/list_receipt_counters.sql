-- The counter of a year is the number given last; receipts without a counter have none.
SELECT years.entity_id, years.year, COALESCE(MAX(counter.last_number), 0) AS last_number, COALESCE(MAX(given.number), 0) AS given
FROM (SELECT entity_id, year FROM receipt_counters UNION SELECT entity_id, year FROM receipts) years
LEFT JOIN receipt_counters counter ON counter.entity_id = years.entity_id AND counter.year = years.year
LEFT JOIN receipts given ON given.entity_id = years.entity_id AND given.year = years.year
GROUP BY years.entity_id, years.year
HAVING COALESCE(MAX(counter.last_number), 0) <> COALESCE(MAX(given.number), 0)
ORDER BY years.entity_id, years.year;
