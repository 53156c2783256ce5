-- In the order of the file's rows, from a cursor on. OFFSET FETCH: there is no LIMIT.
SELECT gift.entry_id, gift.import_row, gift.currency, gift.amount_minor, CONVERT(char(10), entry.occurred_on, 23) AS occurred_on, donor.kind AS donor_kind, donor.name AS donor_name
FROM donations gift
JOIN journal_entries entry ON entry.entry_id = gift.entry_id
JOIN donors donor ON donor.donor_id = gift.donor_id
WHERE gift.import_id = @import_id AND gift.import_row > @after_row
ORDER BY gift.import_row OFFSET 0 ROWS FETCH NEXT @row_count ROWS ONLY;
