-- Files of entries that have lines in these funds: those attached, and the one that the entry's own hash names.
-- COLLATE: a text made here has the database's collation. Known is what was recorded no later than @last_entry, told by the moment.
SELECT moved.entry_id, entry.kind, donor.kind AS donor_kind, named.sha256, named.file_name
FROM (
  SELECT DISTINCT line.entry_id FROM journal_lines line
  JOIN journal_entries posted ON posted.entry_id = line.entry_id
  WHERE line.fund_id IN (SELECT CONVERT(bigint, value) FROM OPENJSON(@funds)) AND line.occurred_on BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date)
    AND posted.recorded_at <= (SELECT recorded_at FROM journal_entries WHERE entry_id = @last_entry)
) moved
JOIN journal_entries entry ON entry.entry_id = moved.entry_id
JOIN (
  SELECT referrer, sha256, file_name FROM attachment_references WHERE referrer LIKE N'entry/%'
  UNION ALL SELECT CONCAT(N'entry/', entry_id) COLLATE Latin1_General_BIN2, document_sha256, N'' FROM journal_entries WHERE document_sha256 IS NOT NULL
) named ON named.referrer = CONCAT(N'entry/', moved.entry_id) COLLATE Latin1_General_BIN2
LEFT JOIN donations gift ON gift.entry_id = COALESCE(entry.reverses, entry.relates_to, entry.entry_id)
LEFT JOIN donors donor ON donor.donor_id = gift.donor_id
ORDER BY moved.entry_id, named.sha256, named.file_name DESC;
