SELECT part.match_id, part.entry_id, part.amount_minor, entry.occurred_on, entry.kind FROM bank_match_entries part
JOIN journal_entries entry ON entry.entry_id = part.entry_id
WHERE part.match_id = @match_id ORDER BY part.entry_id;
