-- What is void, or has a fiscal number, is a receipt; versions run from 1 without gaps; the last one counts, unless the receipt was made void.
SELECT undone.year, undone.number, 'void' AS fault FROM receipt_voids undone
WHERE NOT EXISTS (SELECT 1 FROM receipts given WHERE given.entity_id = undone.entity_id AND given.year = undone.year AND given.number = undone.number)
UNION ALL
SELECT fiscal.year, fiscal.number, 'fiscal' AS fault
FROM (
  SELECT kept.entity_id, kept.year, kept.number, COUNT(*) AS versions, MAX(kept.version_no) AS last_version, SUM(kept.is_current) AS current_count, MAX(CASE WHEN kept.is_current = 1 THEN kept.version_no ELSE 0 END) AS current_version
  FROM fiscal_receipts kept GROUP BY kept.entity_id, kept.year, kept.number
) fiscal
LEFT JOIN receipts given ON given.entity_id = fiscal.entity_id AND given.year = fiscal.year AND given.number = fiscal.number
LEFT JOIN receipt_voids undone ON undone.entity_id = fiscal.entity_id AND undone.year = fiscal.year AND undone.number = fiscal.number
WHERE given.number IS NULL OR fiscal.versions <> fiscal.last_version
  OR (undone.number IS NULL AND (fiscal.current_count <> 1 OR fiscal.current_version <> fiscal.last_version)) OR (undone.number IS NOT NULL AND fiscal.current_count <> 0)
ORDER BY 1, 2;
