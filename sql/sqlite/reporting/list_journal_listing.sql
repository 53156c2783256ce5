-- Lines of several funds in the order of a journal; of these kinds of entry, on these accounts, where any are named ('[]' names none and lets all pass).
SELECT line.entry_id, line.line_no, line.occurred_on, line.account_id, line.fund_id, line.source_id, line.amount_minor,
  entry.kind, entry.reverses, entry.document_type, entry.document_id, donor.kind AS donor_kind, donor.name AS donor_name, COALESCE(donor.is_anonymous, 0) AS is_anonymous, gift.bank_reference,
  CASE WHEN donor.kind IS NULL THEN written.text END AS text
FROM journal_lines line
JOIN journal_entries entry ON entry.entry_id = line.entry_id
LEFT JOIN donations gift ON gift.entry_id = COALESCE(entry.reverses, entry.relates_to, entry.entry_id)
LEFT JOIN donors donor ON donor.donor_id = gift.donor_id
LEFT JOIN entry_texts written ON written.entry_id = line.entry_id
WHERE line.fund_id IN (SELECT value FROM json_each(@funds)) AND line.occurred_on BETWEEN @first_day AND @last_day AND line.entry_id <= @last_entry
  AND (@kinds = '[]' OR entry.kind IN (SELECT value FROM json_each(@kinds))) AND (@accounts = '[]' OR line.account_id IN (SELECT value FROM json_each(@accounts)))
ORDER BY line.occurred_on, line.entry_id, line.line_no;
