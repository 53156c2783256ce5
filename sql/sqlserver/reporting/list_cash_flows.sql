-- Where cash came from and went: an entry balances for each fund, source and currency in it, so what is not cash in such a part is, with the sign turned, what its cash did.
-- Known is what was recorded no later than @last_entry, told by the moment: with several nodes a lower number may have been recorded later.
SELECT line.account_id, SUM(-line.amount_minor) AS net_minor
FROM journal_lines line
JOIN journal_entries entry ON entry.entry_id = line.entry_id
JOIN accounts account ON account.account_id = line.account_id AND account.layer = N'actual' AND account.counts_as <> N'cash'
WHERE line.fund_id IN (SELECT CONVERT(bigint, value) FROM OPENJSON(@funds)) AND line.occurred_on BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date) AND entry.recorded_at <= (SELECT recorded_at FROM journal_entries WHERE entry_id = @last_entry)
  AND EXISTS (
    SELECT 1 FROM journal_lines held
    JOIN accounts cash ON cash.account_id = held.account_id AND cash.counts_as = N'cash'
    WHERE held.entry_id = line.entry_id AND held.fund_id = line.fund_id AND held.source_id = line.source_id AND held.currency = line.currency)
GROUP BY line.account_id;
