-- Files of entries that have lines in these funds: those attached, and the one that the entry's own hash names.
SELECT moved.entry_id, entry.kind, donor.kind AS donor_kind, named.sha256, named.file_name
FROM (
  SELECT DISTINCT line.entry_id FROM journal_lines line
  WHERE line.fund_id IN (SELECT value FROM json_each(@funds)) AND line.occurred_on BETWEEN @first_day AND @last_day AND line.entry_id <= @last_entry
) moved
JOIN journal_entries entry ON entry.entry_id = moved.entry_id
JOIN (
  SELECT referrer, sha256, file_name FROM attachment_references WHERE referrer LIKE 'entry/%'
  UNION ALL SELECT 'entry/' || entry_id, document_sha256, '' FROM journal_entries WHERE document_sha256 IS NOT NULL
) named ON named.referrer = 'entry/' || moved.entry_id
LEFT JOIN donations gift ON gift.entry_id = COALESCE(entry.reverses, entry.relates_to, entry.entry_id)
LEFT JOIN donors donor ON donor.donor_id = gift.donor_id
ORDER BY moved.entry_id, named.sha256, named.file_name DESC;
