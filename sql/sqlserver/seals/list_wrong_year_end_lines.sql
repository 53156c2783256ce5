-- Lines of entries that end a year or change the chart, and what is kept of them by fund: each is there once, and alike.
SELECT line.entry_id
FROM journal_entries entry
JOIN journal_lines line ON line.entry_id = entry.entry_id
LEFT JOIN year_end_lines kept ON kept.fund_id = line.fund_id AND kept.entry_id = line.entry_id AND kept.line_no = line.line_no AND kept.occurred_on = line.occurred_on
  AND kept.account_id = line.account_id AND kept.source_id = line.source_id AND kept.currency = line.currency AND kept.amount_minor = line.amount_minor
WHERE entry.kind IN ('year-closed', 'year-reopened', 'chart-converted') AND kept.entry_id IS NULL
UNION
SELECT kept.entry_id
FROM year_end_lines kept
WHERE NOT EXISTS (
  SELECT 1 FROM journal_lines line JOIN journal_entries entry ON entry.entry_id = line.entry_id
  WHERE line.entry_id = kept.entry_id AND line.line_no = kept.line_no AND line.fund_id = kept.fund_id AND entry.kind IN ('year-closed', 'year-reopened', 'chart-converted'))
ORDER BY 1;
