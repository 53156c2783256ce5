SELECT reversal.entry_id FROM journal_entries reversal
WHERE reversal.reverses IS NOT NULL AND (
  reversal.line_count <> (SELECT line_count FROM journal_entries undone WHERE undone.entry_id = reversal.reverses)
  OR EXISTS (
    SELECT 1 FROM journal_lines line WHERE line.entry_id = reversal.entry_id AND NOT EXISTS (
      SELECT 1 FROM journal_lines mirror
      WHERE mirror.entry_id = reversal.reverses AND mirror.line_no = line.line_no AND mirror.account_id = line.account_id AND mirror.fund_id = line.fund_id
        AND mirror.source_id = line.source_id AND mirror.subject = line.subject AND mirror.amount_minor = -line.amount_minor)))
ORDER BY reversal.entry_id;
