-- Where cash came from and went: an entry balances for each fund, source and currency in it, so what is not cash in such a part is, with the sign turned, what its cash did.
SELECT line.account_id, SUM(-line.amount_minor) AS net_minor
FROM journal_lines line
JOIN journal_entries entry ON entry.entry_id = line.entry_id
JOIN accounts account ON account.account_id = line.account_id AND account.layer = 'actual' AND account.counts_as <> 'cash'
WHERE line.fund_id IN (SELECT value FROM json_each(@funds)) AND line.occurred_on BETWEEN @first_day AND @last_day AND line.entry_id <= @last_entry
  AND EXISTS (
    SELECT 1 FROM journal_lines held
    JOIN accounts cash ON cash.account_id = held.account_id AND cash.counts_as = 'cash'
    WHERE held.entry_id = line.entry_id AND held.fund_id = line.fund_id AND held.source_id = line.source_id AND held.currency = line.currency)
GROUP BY line.account_id;
