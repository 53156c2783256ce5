-- What one fund owes another is what the other is owed: per transfer they net to zero. The entry named is the first of the transfer.
SELECT MIN(line.entry_id) FROM journal_lines line JOIN accounts account ON account.account_id = line.account_id
WHERE line.subject <> '' AND account.role IN ('DueToFund', 'DueFromFund')
GROUP BY line.subject, line.currency HAVING SUM(line.amount_minor) <> 0;
