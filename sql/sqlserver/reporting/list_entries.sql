-- Last recorded first, from a cursor down; one row for each fund, account and source of an entry. An empty or zero filter lets everything pass.
-- @funds, @accounts and @sources are JSON lists of ids, empty for all: some line must be of all three, and on that side.
-- OFFSET and FETCH, CONVERT, CASE, OPENJSON: there is no LIMIT, a day is a date here and ISO text in SQLite, a condition is no value, and lists are read otherwise.
-- Known is what was recorded no later than @last_entry, told by the moment: with several nodes a lower number may have been recorded later.
-- UPPER: references compare byte by byte here, and a search tells no a from an A.
-- DATALENGTH: seals/list_journal says why long texts come apart.
-- @beside_cash: only what is not cash and stands beside some, in lines of the same fund, source and currency of its entry.
-- @part: of lines on net assets only what the kind of the entry makes one; of transfers those that stay among the funds of @tree, or do not.
-- From @year_end_from on, what only ended a year or changed the chart is left out.
-- The texts of an anonymous giver's gifts are not looked into: they hold the name.
WITH page AS (
  SELECT entry.entry_id
  FROM journal_entries entry
  WHERE entry.entry_id < @before AND entry.occurred_on BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date)
    AND (@last_entry = 9223372036854775807 OR entry.recorded_at <= (SELECT recorded_at FROM journal_entries WHERE entry_id = @last_entry))
    AND (entry.occurred_on < CAST(@year_end_from AS date) OR entry.kind NOT IN (N'year-closed', N'year-reopened', N'chart-converted'))
    AND (@kind = N'' OR entry.kind = @kind)
    AND ((@funds = N'[]' AND @accounts = N'[]' AND @sources = N'[]' AND @side = N'') OR EXISTS (
      SELECT 1 FROM journal_lines line WHERE line.entry_id = entry.entry_id
        AND (@funds = N'[]' OR line.fund_id IN (SELECT CAST(listed.value AS bigint) FROM OPENJSON(CAST(@funds AS nvarchar(max))) AS listed))
        AND (@accounts = N'[]' OR line.account_id IN (SELECT CAST(listed.value AS bigint) FROM OPENJSON(CAST(@accounts AS nvarchar(max))) AS listed))
        AND (@sources = N'[]' OR line.source_id IN (SELECT CAST(listed.value AS bigint) FROM OPENJSON(CAST(@sources AS nvarchar(max))) AS listed))
        AND (@side = N'' OR (@side = N'debits' AND line.amount_minor > 0) OR (@side = N'credits' AND line.amount_minor < 0))
        AND (@beside_cash = 0 OR EXISTS (
          SELECT 1 FROM journal_lines held JOIN accounts cash ON cash.account_id = held.account_id AND cash.counts_as = N'cash'
          WHERE held.entry_id = line.entry_id AND held.fund_id = line.fund_id AND held.source_id = line.source_id AND held.currency = line.currency
            AND NOT EXISTS (SELECT 1 FROM accounts itself WHERE itself.account_id = line.account_id AND itself.counts_as = N'cash')))
        AND (@part NOT IN (N'released', N'corrected', N'begun') OR NOT EXISTS (
          SELECT 1 FROM accounts itself WHERE itself.account_id = line.account_id AND itself.type = N'net-assets' AND @part <> CASE
            WHEN entry.kind = N'restriction-lifted' THEN N'released' WHEN entry.kind = N'prior-year-adjusted' OR itself.role = N'PriorYearAdjustment' THEN N'corrected' ELSE N'begun' END))
        AND (@part NOT IN (N'inside', N'outside') OR @part = CASE WHEN EXISTS (
          SELECT 1 FROM journal_lines other JOIN accounts crossed ON crossed.account_id = other.account_id AND crossed.type = N'transfer'
          WHERE other.entry_id = line.entry_id AND other.fund_id NOT IN (SELECT CAST(listed.value AS bigint) FROM OPENJSON(CAST(@tree AS nvarchar(max))) AS listed)) THEN N'outside' ELSE N'inside' END)))
    AND (@currency = N'' OR EXISTS (
      SELECT 1 FROM journal_lines line WHERE line.entry_id = entry.entry_id AND line.currency = @currency
        AND (line.amount_minor BETWEEN @least AND @most OR line.amount_minor BETWEEN -@most AND -@least)))
    AND (@pattern = N'' OR UPPER(entry.document_id) LIKE UPPER(@pattern) ESCAPE N'\'
      OR EXISTS (SELECT 1 FROM entry_texts written WHERE written.entry_id = entry.entry_id AND UPPER(written.text) LIKE UPPER(@pattern) ESCAPE N'\'
        AND NOT EXISTS (
          SELECT 1 FROM donations named JOIN donors giver ON giver.donor_id = named.donor_id
          WHERE named.entry_id IN (entry.entry_id, entry.relates_to, entry.reverses) AND giver.is_anonymous = 1))
      OR EXISTS (SELECT 1 FROM donations gift WHERE gift.entry_id = entry.entry_id AND UPPER(gift.bank_reference) LIKE UPPER(@pattern) ESCAPE N'\')
      OR EXISTS (SELECT 1 FROM journal_lines line WHERE line.entry_id = entry.entry_id AND UPPER(line.subject) LIKE UPPER(@pattern) ESCAPE N'\'))
  ORDER BY entry.entry_id DESC OFFSET 0 ROWS FETCH NEXT @row_count ROWS ONLY
), moved AS (
  SELECT line.entry_id, line.fund_id, line.account_id, line.source_id, line.currency,
    SUM(CASE WHEN line.amount_minor > 0 THEN line.amount_minor ELSE 0 END) AS debit_minor,
    SUM(CASE WHEN line.amount_minor < 0 THEN -line.amount_minor ELSE 0 END) AS credit_minor
  FROM page
  JOIN journal_lines line ON line.entry_id = page.entry_id
  GROUP BY line.entry_id, line.fund_id, line.account_id, line.source_id, line.currency
)
SELECT entry.entry_id, entry.kind, CONVERT(char(10), entry.occurred_on, 23) AS occurred_on, entry.document_type, entry.document_id, entry.reverses, entry.relates_to,
  CAST(CASE WHEN EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = entry.entry_id) THEN 1 ELSE 0 END AS bigint) AS is_reversed,
  donor.kind AS donor_kind, donor.name AS donor_name, COALESCE(donor.is_anonymous, 0) AS is_anonymous, gift.bank_reference,
  CASE WHEN donor.kind IS NULL AND DATALENGTH(written.text) <= 4000 THEN CAST(written.text AS nvarchar(4000)) END AS text,
  CASE WHEN donor.kind IS NULL AND DATALENGTH(written.text) > 4000 THEN written.text END AS long_text,
  moved.fund_id, moved.account_id, moved.source_id, moved.currency, moved.debit_minor, moved.credit_minor
FROM moved
JOIN journal_entries entry ON entry.entry_id = moved.entry_id
LEFT JOIN donations gift ON gift.entry_id = COALESCE(entry.reverses, entry.relates_to, entry.entry_id)
LEFT JOIN donors donor ON donor.donor_id = gift.donor_id
LEFT JOIN entry_texts written ON written.entry_id = entry.entry_id
ORDER BY entry.entry_id DESC, moved.fund_id, moved.account_id, moved.source_id;
