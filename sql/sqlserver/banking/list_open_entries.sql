-- What entries moved on an account in some days and no match has taken, with what they can be recognised by.
SELECT item.entry_id, item.occurred_on, item.amount_minor, item.open_minor, entry.kind, entry.reverses, entry.relates_to, entry.document_type, entry.document_id, entry.document_sha256,
  COALESCE(gift.bank_reference, CASE WHEN entry.document_type = N'bank-reference' THEN entry.document_id END) AS reference, donor.name AS donor_name, said.text
FROM (
  SELECT moved.entry_id, CONVERT(char(10), moved.occurred_on, 23) AS occurred_on, moved.amount_minor, moved.amount_minor - COALESCE((
    SELECT SUM(part.amount_minor) FROM bank_match_entries part
    WHERE part.entry_id = moved.entry_id AND part.bank_account_id = @bank_account_id
      AND NOT EXISTS (SELECT 1 FROM bank_unmatches undone WHERE undone.match_id = part.match_id)), 0) AS open_minor
  FROM (
    SELECT line.entry_id, line.occurred_on, SUM(line.amount_minor) AS amount_minor
    FROM bank_account_lines line
    WHERE line.bank_account_id = @bank_account_id AND line.occurred_on BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date)
    GROUP BY line.entry_id, line.occurred_on
    HAVING SUM(line.amount_minor) <> 0) moved) item
JOIN journal_entries entry ON entry.entry_id = item.entry_id
LEFT JOIN donations gift ON gift.entry_id = item.entry_id
LEFT JOIN donors donor ON donor.donor_id = gift.donor_id
LEFT JOIN entry_texts said ON said.entry_id = item.entry_id
WHERE item.open_minor <> 0
ORDER BY item.occurred_on, item.entry_id OFFSET 0 ROWS FETCH NEXT @row_count ROWS ONLY;
