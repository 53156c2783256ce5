-- What auditing/walk_population lists, counted and summed by its sign.
SELECT signed.is_positive, COUNT(*) AS line_count, SUM(signed.amount_minor) AS amount_minor
FROM (
SELECT CASE WHEN @sign * line.amount_minor > 0 THEN 1 ELSE -1 END AS is_positive, @sign * line.amount_minor AS amount_minor
FROM journal_lines line
JOIN journal_entries entry ON entry.entry_id = line.entry_id
WHERE line.fund_id IN (SELECT value FROM json_each(@funds)) AND line.account_id IN (SELECT value FROM json_each(@accounts)) AND line.occurred_on BETWEEN @first_day AND @last_day AND line.entry_id <= @last_entry
  AND entry.kind NOT IN (SELECT value FROM json_each(@kinds_left_out)) AND (@side = 0 OR @side * line.amount_minor > 0)) AS signed
GROUP BY signed.is_positive;
