-- The lines of the statutory books, entry by entry: numbered ones by month and number, then those of the month that have none yet.
-- @least 0 for all, numbered or not; else only vouchers with numbers from it to @most.
-- CONVERT and CAST: a day is a date here and ISO text in SQLite. Known is what was recorded no later than @last_entry, told by the moment.
SELECT line.entry_id, CONVERT(char(10), line.occurred_on, 23) AS occurred_on, line.account_id, line.fund_id, line.source_id, line.subject, line.amount_minor,
  entry.kind, entry.document_type, entry.document_id, entry.actor, entry.operation_key, entry.recorded_at, gift.bank_reference,
  given.series, given.number, behind.proposal_id, behind.content_hash,
  (SELECT STRING_AGG(decision.checker, N',') FROM proposal_decisions decision WHERE decision.proposal_id = behind.proposal_id AND decision.is_approval = 1) AS checkers,
  (SELECT COUNT_BIG(*) FROM attachment_references kept WHERE kept.referrer = N'entry/' + CAST(line.entry_id AS nvarchar(20))) AS document_count
FROM journal_lines line
JOIN journal_entries entry ON entry.entry_id = line.entry_id
JOIN accounts account ON account.account_id = line.account_id
LEFT JOIN donations gift ON gift.entry_id = COALESCE(entry.reverses, entry.relates_to, entry.entry_id)
LEFT JOIN vouchers given ON given.entry_id = line.entry_id
LEFT JOIN proposals behind ON entry.operation_key LIKE N'proposal/%'
  AND behind.proposal_id = TRY_CAST(SUBSTRING(entry.operation_key, 10, CHARINDEX(N'/', entry.operation_key + N'//', 10) - 10) AS bigint)
WHERE line.fund_id IN (SELECT CAST(listed.value AS bigint) FROM OPENJSON(CAST(@funds AS nvarchar(max))) AS listed)
  AND line.occurred_on BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date)
  AND entry.recorded_at <= (SELECT recorded_at FROM journal_entries WHERE entry_id = @last_entry)
  AND account.layer = N'actual' AND (@least = 0 OR given.number BETWEEN @least AND @most)
ORDER BY YEAR(line.occurred_on) * 100 + MONTH(line.occurred_on), CASE WHEN given.number IS NULL THEN 1 ELSE 0 END, given.number, line.occurred_on, line.entry_id, line.line_no;
