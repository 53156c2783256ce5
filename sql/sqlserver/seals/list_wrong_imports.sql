-- The entry named is the first the import posted; 0 when it posted none.
SELECT COALESCE(MIN(gift.entry_id), 0) FROM imports list LEFT JOIN donations gift ON gift.import_id = list.import_id
GROUP BY list.import_id, list.gift_count, list.gift_minor
HAVING COUNT(gift.entry_id) <> list.gift_count OR COALESCE(SUM(gift.amount_minor), 0) <> list.gift_minor;
