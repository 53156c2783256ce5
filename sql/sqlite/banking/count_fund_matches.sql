-- Matches that stand, of entries that moved an account for this fund from a day on.
SELECT COUNT(*) FROM bank_match_entries part
JOIN bank_entry_lines line ON line.entry_id = part.entry_id AND line.bank_account_id = part.bank_account_id
WHERE part.bank_account_id = @bank_account_id AND line.fund_id = @fund_id AND line.occurred_on >= @from_day
  AND NOT EXISTS (SELECT 1 FROM bank_unmatches undone WHERE undone.match_id = part.match_id);
