SELECT COUNT(*)
FROM journal_entries entry
WHERE entry.entry_id IN (
    SELECT line.entry_id FROM year_end_lines line WHERE line.fund_id IN (SELECT fund_id FROM funds WHERE entity_id = @entity_id) AND line.occurred_on = @last_day)
  AND entry.kind = 'year-closed'
  AND NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = entry.entry_id);
