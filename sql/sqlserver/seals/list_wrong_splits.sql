-- A later part of a gift is of the same donor, operation and day as its first part, relates to it, and is reversed with it; a gift that relates to a gift is such a part.
SELECT part.entry_id
FROM donations part
JOIN journal_entries entry ON entry.entry_id = part.entry_id
LEFT JOIN donations whole ON whole.entry_id = part.split_of AND whole.split_of IS NULL AND whole.donor_id = part.donor_id AND whole.currency = part.currency
LEFT JOIN journal_entries origin ON origin.entry_id = whole.entry_id
LEFT JOIN journal_entries undone ON undone.reverses = part.entry_id
LEFT JOIN journal_entries origin_undone ON origin_undone.reverses = whole.entry_id
WHERE part.split_of IS NOT NULL
  AND (origin.entry_id IS NULL OR origin.operation_key <> entry.operation_key OR origin.occurred_on <> entry.occurred_on OR origin.entity_id <> entry.entity_id
    OR entry.relates_to IS NULL OR entry.relates_to <> part.split_of
    OR (undone.entry_id IS NULL AND origin_undone.entry_id IS NOT NULL) OR (undone.entry_id IS NOT NULL AND origin_undone.entry_id IS NULL))
UNION
SELECT entry.entry_id
FROM journal_entries entry
JOIN journal_entries origin ON origin.entry_id = entry.relates_to AND origin.kind = N'donation'
JOIN donations part ON part.entry_id = entry.entry_id
WHERE entry.kind = N'donation' AND (part.split_of IS NULL OR part.split_of <> entry.relates_to)
ORDER BY 1;
