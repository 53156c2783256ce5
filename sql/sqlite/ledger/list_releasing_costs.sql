-- What a source bore in a fund on accounts that set restricted money free, entry by entry, each with the entry that paid it later; every row says how many there are.
WITH borne AS (
  SELECT line.entry_id, SUM(line.amount_minor) AS amount_minor
  FROM journal_lines line
  JOIN journal_entries entry ON entry.entry_id = line.entry_id
  JOIN accounts account ON account.account_id = line.account_id
  WHERE line.fund_id = @fund_id AND line.source_id = @source_id AND line.occurred_on BETWEEN @first_day AND @last_day
    AND account.closes_to = 'unrestricted' AND account.type IN ('income', 'cost', 'transfer') AND entry.kind NOT IN ('year-closed', 'year-reopened', 'chart-converted')
  GROUP BY line.entry_id HAVING SUM(line.amount_minor) <> 0
)
SELECT entry.entry_id, entry.kind, entry.occurred_on, entry.document_type, entry.document_id, borne.amount_minor,
  (SELECT MIN(paid.entry_id) FROM journal_entries paid
    WHERE paid.relates_to = entry.entry_id AND paid.kind IN ('expense-paid', 'tranche-paid', 'taper-period-paid', 'return-paid')
      AND NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = paid.entry_id)) AS paid_by,
  (SELECT COUNT(*) FROM borne) AS cost_count
FROM borne
JOIN journal_entries entry ON entry.entry_id = borne.entry_id
ORDER BY entry.occurred_on, entry.entry_id LIMIT @row_count;
