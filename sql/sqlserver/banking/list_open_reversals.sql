-- Reversals on an account of which, as of what they reverse, nothing is matched.
SELECT reversal.reverses AS entry_id, reversal.entry_id AS reversal_id
FROM journal_entries reversal
WHERE reversal.reverses > 0
  AND EXISTS (SELECT 1 FROM bank_entry_lines line WHERE line.entry_id = reversal.entry_id AND line.bank_account_id = @bank_account_id)
  AND NOT EXISTS (
    SELECT 1 FROM bank_match_entries part
    WHERE part.entry_id IN (reversal.entry_id, reversal.reverses) AND part.bank_account_id = @bank_account_id
      AND NOT EXISTS (SELECT 1 FROM bank_unmatches undone WHERE undone.match_id = part.match_id))
ORDER BY reversal.entry_id;
