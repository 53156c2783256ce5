-- The lines of the statutory books, entry by entry: numbered ones by month and number, then those of the month that have none yet.
-- @least 0 for all, numbered or not; else only vouchers with numbers from it to @most.
SELECT line.entry_id, line.occurred_on, line.account_id, line.fund_id, line.source_id, line.subject, line.amount_minor,
  entry.kind, entry.document_type, entry.document_id, entry.actor, entry.operation_key, entry.recorded_at, gift.bank_reference,
  given.series, given.number, behind.proposal_id, behind.content_hash,
  (SELECT GROUP_CONCAT(decision.checker) FROM proposal_decisions decision WHERE decision.proposal_id = behind.proposal_id AND decision.is_approval = 1) AS checkers,
  (SELECT COUNT(*) FROM attachment_references kept WHERE kept.referrer = 'entry/' || line.entry_id) AS document_count
FROM journal_lines line
JOIN journal_entries entry ON entry.entry_id = line.entry_id
JOIN accounts account ON account.account_id = line.account_id
LEFT JOIN donations gift ON gift.entry_id = COALESCE(entry.reverses, entry.relates_to, entry.entry_id)
LEFT JOIN vouchers given ON given.entry_id = line.entry_id
LEFT JOIN proposals behind ON entry.operation_key LIKE 'proposal/%' AND behind.proposal_id = CAST(substr(entry.operation_key, 10) AS INTEGER)
WHERE line.fund_id IN (SELECT value FROM json_each(@funds)) AND line.occurred_on BETWEEN @first_day AND @last_day AND line.entry_id <= @last_entry
  AND account.layer = 'actual' AND (@least = 0 OR given.number BETWEEN @least AND @most)
ORDER BY substr(line.occurred_on, 1, 7), given.number IS NULL, given.number, line.occurred_on, line.entry_id, line.line_no;
