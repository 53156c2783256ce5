-- Lines of several funds in the order of a journal; of these kinds of entry, on these accounts, where any are named ('[]' names none and lets all pass).
-- CONVERT: a day is a date here and ISO text in SQLite. DATALENGTH: seals/list_journal says why long texts come apart.
-- Known is what was recorded no later than @last_entry, told by the moment: with several nodes a lower number may have been recorded later.
SELECT line.entry_id, line.line_no, CONVERT(char(10), line.occurred_on, 23) AS occurred_on, line.account_id, line.fund_id, line.source_id, line.amount_minor,
  entry.kind, entry.reverses, entry.document_type, entry.document_id, donor.kind AS donor_kind, donor.name AS donor_name, COALESCE(donor.is_anonymous, 0) AS is_anonymous, gift.bank_reference,
  CASE WHEN donor.kind IS NULL AND DATALENGTH(written.text) <= 4000 THEN CAST(written.text AS nvarchar(4000)) END AS text,
  CASE WHEN donor.kind IS NULL AND DATALENGTH(written.text) > 4000 THEN written.text END AS long_text
FROM journal_lines line
JOIN journal_entries entry ON entry.entry_id = line.entry_id
LEFT JOIN donations gift ON gift.entry_id = COALESCE(entry.reverses, entry.relates_to, entry.entry_id)
LEFT JOIN donors donor ON donor.donor_id = gift.donor_id
LEFT JOIN entry_texts written ON written.entry_id = line.entry_id
WHERE line.fund_id IN (SELECT CONVERT(bigint, value) FROM OPENJSON(@funds)) AND line.occurred_on BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date) AND entry.recorded_at <= (SELECT recorded_at FROM journal_entries WHERE entry_id = @last_entry)
  AND (@kinds = N'[]' OR entry.kind IN (SELECT CONVERT(nvarchar(60), value) COLLATE Latin1_General_BIN2 FROM OPENJSON(@kinds))) AND (@accounts = N'[]' OR line.account_id IN (SELECT CONVERT(bigint, value) FROM OPENJSON(@accounts)))
ORDER BY line.occurred_on, line.entry_id, line.line_no;
