-- What left the pot each day, less what came back. CONVERT: a day is a date here and ISO text in SQLite.
SELECT CONVERT(char(10), moved.occurred_on, 23) AS moved_on, SUM(moved.amount_minor) AS amount_minor
FROM (
  SELECT entry.occurred_on, earned.matched_minor AS amount_minor
  FROM matches earned JOIN journal_entries entry ON entry.entry_id = earned.entry_id
  WHERE earned.programme_id = @programme_id
  UNION ALL
  SELECT entry.occurred_on, -back.returned_minor
  FROM match_returns back
  JOIN matches earned ON earned.gift_entry_id = back.gift_entry_id
  JOIN journal_entries entry ON entry.entry_id = back.entry_id
  WHERE earned.programme_id = @programme_id
) moved
GROUP BY moved.occurred_on ORDER BY moved.occurred_on;
