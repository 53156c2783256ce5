-- The last issued first; a part of a split gift has those of its first part.
SELECT given.entity_id, given.year, given.number
FROM donations asked
JOIN receipts given ON given.entry_id = COALESCE(asked.split_of, asked.entry_id)
WHERE asked.entry_id = @entry_id
ORDER BY given.issue_no DESC;
