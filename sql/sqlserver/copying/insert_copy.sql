INSERT INTO ledger_copies (copy_no, copied_at, copied_from, last_entry_id, last_event_id, digest)
SELECT COALESCE((SELECT MAX(copy_no) FROM ledger_copies), 0) + 1, @copied_at, @copied_from,
  COALESCE((SELECT MAX(entry_id) FROM journal_entries), 0), COALESCE((SELECT MAX(event_id) FROM audit_events), 0), @digest;
