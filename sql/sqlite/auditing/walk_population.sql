-- Lines of a population in the order of the books; @sign turns them so that the population is positive, @side leaves one side of the accounts (1 debits, -1 credits, 0 both).
SELECT line.entry_id, line.line_no, line.occurred_on, @sign * line.amount_minor AS amount_minor
FROM journal_lines line
JOIN journal_entries entry ON entry.entry_id = line.entry_id
WHERE line.fund_id IN (SELECT value FROM json_each(@funds)) AND line.account_id IN (SELECT value FROM json_each(@accounts)) AND line.occurred_on BETWEEN @first_day AND @last_day AND line.entry_id <= @last_entry
  AND entry.kind NOT IN (SELECT value FROM json_each(@kinds_left_out)) AND (@side = 0 OR @side * line.amount_minor > 0)
ORDER BY line.occurred_on, line.entry_id, line.line_no;
