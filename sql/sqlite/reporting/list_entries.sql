-- Last recorded first, from a cursor down; one row for each fund, account and source of an entry. An empty or zero filter lets everything pass.
-- @funds, @accounts and @sources are JSON lists of ids, empty for all: some line must be of all three, and on that side.
-- @beside_cash: only what is not cash and stands beside some, in lines of the same fund, source and currency of its entry.
-- @part: of lines on net assets only what the kind of the entry makes one; of transfers those that stay among the funds of @tree, or do not.
-- From @year_end_from on, what only ended a year or changed the chart is left out.
-- The texts of an anonymous giver's gifts are not looked into: they hold the name.
WITH page AS (
  SELECT entry.entry_id
  FROM journal_entries entry
  WHERE entry.entry_id < @before AND entry.occurred_on BETWEEN @first_day AND @last_day AND entry.entry_id <= @last_entry
    AND (entry.occurred_on < @year_end_from OR entry.kind NOT IN ('year-closed', 'year-reopened', 'chart-converted'))
    AND (@kind = '' OR entry.kind = @kind)
    AND ((@funds = '[]' AND @accounts = '[]' AND @sources = '[]' AND @side = '') OR EXISTS (
      SELECT 1 FROM journal_lines line WHERE line.entry_id = entry.entry_id
        AND (@funds = '[]' OR line.fund_id IN (SELECT value FROM json_each(@funds)))
        AND (@accounts = '[]' OR line.account_id IN (SELECT value FROM json_each(@accounts)))
        AND (@sources = '[]' OR line.source_id IN (SELECT value FROM json_each(@sources)))
        AND (@side = '' OR (@side = 'debits') = (line.amount_minor > 0))
        AND (@beside_cash = 0 OR EXISTS (
          SELECT 1 FROM journal_lines held JOIN accounts cash ON cash.account_id = held.account_id AND cash.counts_as = 'cash'
          WHERE held.entry_id = line.entry_id AND held.fund_id = line.fund_id AND held.source_id = line.source_id AND held.currency = line.currency
            AND NOT EXISTS (SELECT 1 FROM accounts itself WHERE itself.account_id = line.account_id AND itself.counts_as = 'cash')))
        AND (@part NOT IN ('released', 'corrected', 'begun') OR NOT EXISTS (
          SELECT 1 FROM accounts itself WHERE itself.account_id = line.account_id AND itself.type = 'net-assets' AND @part <> CASE
            WHEN entry.kind = 'restriction-lifted' THEN 'released' WHEN entry.kind = 'prior-year-adjusted' OR itself.role = 'PriorYearAdjustment' THEN 'corrected' ELSE 'begun' END))
        AND (@part NOT IN ('inside', 'outside') OR @part = CASE WHEN EXISTS (
          SELECT 1 FROM journal_lines other JOIN accounts crossed ON crossed.account_id = other.account_id AND crossed.type = 'transfer'
          WHERE other.entry_id = line.entry_id AND other.fund_id NOT IN (SELECT value FROM json_each(@tree))) THEN 'outside' ELSE 'inside' END)))
    AND (@currency = '' OR EXISTS (
      SELECT 1 FROM journal_lines line WHERE line.entry_id = entry.entry_id AND line.currency = @currency
        AND (line.amount_minor BETWEEN @least AND @most OR line.amount_minor BETWEEN -@most AND -@least)))
    AND (@pattern = '' OR entry.document_id LIKE @pattern ESCAPE '\'
      OR EXISTS (SELECT 1 FROM entry_texts written WHERE written.entry_id = entry.entry_id AND written.text LIKE @pattern ESCAPE '\'
        AND NOT EXISTS (
          SELECT 1 FROM donations named JOIN donors giver ON giver.donor_id = named.donor_id
          WHERE named.entry_id IN (entry.entry_id, entry.relates_to, entry.reverses) AND giver.is_anonymous = 1))
      OR EXISTS (SELECT 1 FROM donations gift WHERE gift.entry_id = entry.entry_id AND gift.bank_reference LIKE @pattern ESCAPE '\')
      OR EXISTS (SELECT 1 FROM journal_lines line WHERE line.entry_id = entry.entry_id AND line.subject LIKE @pattern ESCAPE '\'))
  ORDER BY entry.entry_id DESC LIMIT @row_count
), moved AS (
  SELECT line.entry_id, line.fund_id, line.account_id, line.source_id, line.currency,
    SUM(CASE WHEN line.amount_minor > 0 THEN line.amount_minor ELSE 0 END) AS debit_minor,
    SUM(CASE WHEN line.amount_minor < 0 THEN -line.amount_minor ELSE 0 END) AS credit_minor
  FROM page
  JOIN journal_lines line ON line.entry_id = page.entry_id
  GROUP BY line.entry_id, line.fund_id, line.account_id, line.source_id, line.currency
)
SELECT entry.entry_id, entry.kind, entry.occurred_on, entry.document_type, entry.document_id, entry.reverses, entry.relates_to,
  EXISTS (SELECT 1 FROM journal_entries undone WHERE undone.reverses = entry.entry_id) AS is_reversed,
  donor.kind AS donor_kind, donor.name AS donor_name, COALESCE(donor.is_anonymous, 0) AS is_anonymous, gift.bank_reference,
  CASE WHEN donor.kind IS NULL THEN written.text END AS text,
  moved.fund_id, moved.account_id, moved.source_id, moved.currency, moved.debit_minor, moved.credit_minor
FROM moved
JOIN journal_entries entry ON entry.entry_id = moved.entry_id
LEFT JOIN donations gift ON gift.entry_id = COALESCE(entry.reverses, entry.relates_to, entry.entry_id)
LEFT JOIN donors donor ON donor.donor_id = gift.donor_id
LEFT JOIN entry_texts written ON written.entry_id = entry.entry_id
ORDER BY entry.entry_id DESC, moved.fund_id, moved.account_id, moved.source_id;
