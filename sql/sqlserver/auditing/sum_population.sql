-- What auditing/walk_population lists, counted and summed by its sign. COUNT_BIG: COUNT is a 32-bit number here. The sign is told apart in a derived table: a parameter in GROUP BY is another one each time.
SELECT CONVERT(bigint, signed.is_positive) AS is_positive, COUNT_BIG(*) AS line_count, SUM(signed.amount_minor) AS amount_minor
FROM (
SELECT CASE WHEN @sign * line.amount_minor > 0 THEN 1 ELSE -1 END AS is_positive, @sign * line.amount_minor AS amount_minor
FROM journal_lines line
JOIN journal_entries entry ON entry.entry_id = line.entry_id
WHERE line.fund_id IN (SELECT CONVERT(bigint, value) FROM OPENJSON(@funds)) AND line.account_id IN (SELECT CONVERT(bigint, value) FROM OPENJSON(@accounts)) AND line.occurred_on BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date)
  AND entry.recorded_at <= (SELECT recorded_at FROM journal_entries WHERE entry_id = @last_entry)
  AND entry.kind NOT IN (SELECT CONVERT(nvarchar(60), value) COLLATE Latin1_General_BIN2 FROM OPENJSON(@kinds_left_out)) AND (@side = 0 OR @side * line.amount_minor > 0)) AS signed
GROUP BY signed.is_positive;
