-- What a source bore in a fund on accounts that set restricted money free, entry by entry, each with the entry that paid it later; every row says how many there are.
-- OFFSET and FETCH, CONVERT and CAST, COUNT_BIG: there is no LIMIT, a day is a date here, and COUNT is a 32-bit number.
WITH borne AS (
  SELECT line.entry_id, SUM(line.amount_minor) AS amount_minor
  FROM journal_lines line
  JOIN journal_entries entry ON entry.entry_id = line.entry_id
  JOIN accounts account ON account.account_id = line.account_id
  WHERE line.fund_id = @fund_id AND line.source_id = @source_id AND line.occurred_on BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date)
    AND account.closes_to = N'unrestricted' AND account.type IN (N'income', N'cost', N'transfer') AND entry.kind NOT IN (N'year-closed', N'year-reopened', N'chart-converted')
  GROUP BY line.entry_id HAVING SUM(line.amount_minor) <> 0
)
SELECT entry.entry_id, entry.kind, CONVERT(char(10), entry.occurred_on, 23) AS occurred_on, entry.document_type, entry.document_id, borne.amount_minor,
  (SELECT MIN(paid.entry_id) FROM journal_entries paid
    WHERE paid.relates_to = entry.entry_id AND paid.kind IN (N'expense-paid', N'tranche-paid', N'taper-period-paid', N'return-paid')
      AND NOT EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = paid.entry_id)) AS paid_by,
  (SELECT COUNT_BIG(*) FROM borne) AS cost_count
FROM borne
JOIN journal_entries entry ON entry.entry_id = borne.entry_id
ORDER BY entry.occurred_on, entry.entry_id OFFSET 0 ROWS FETCH NEXT @row_count ROWS ONLY;
