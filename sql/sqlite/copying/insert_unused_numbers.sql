-- Gaps known from an earlier copy lie between the same two rows still.
INSERT INTO unused_numbers (kind, first_number, last_number)
SELECT gaps.kind, gaps.earlier + 1, gaps.number - 1
FROM (
  SELECT 'entry' AS kind, entry_id AS number, LAG(entry_id, 1, 0) OVER (ORDER BY entry_id) AS earlier FROM journal_entries
  UNION ALL SELECT 'event', event_id, LAG(event_id, 1, 0) OVER (ORDER BY event_id) FROM audit_events
) gaps
WHERE gaps.number > gaps.earlier + 1
  AND NOT EXISTS (SELECT 1 FROM unused_numbers known WHERE known.kind = gaps.kind AND known.first_number = gaps.earlier + 1);
