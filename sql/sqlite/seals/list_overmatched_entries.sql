SELECT item.entry_id
FROM (
  SELECT part.entry_id, part.bank_account_id, SUM(part.amount_minor) AS matched_minor,
    COALESCE((SELECT SUM(line.amount_minor) FROM bank_entry_lines line WHERE line.entry_id = part.entry_id AND line.bank_account_id = part.bank_account_id), 0) AS moved_minor
  FROM bank_match_entries part
  WHERE NOT EXISTS (SELECT 1 FROM bank_unmatches undone WHERE undone.match_id = part.match_id)
  GROUP BY part.entry_id, part.bank_account_id) item
WHERE item.matched_minor > 0 AND item.matched_minor > item.moved_minor OR item.matched_minor < 0 AND item.matched_minor < item.moved_minor
ORDER BY item.entry_id;
