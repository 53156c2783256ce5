-- Due between two days, both included. CONVERT: a day is a date here and ISO text in SQLite. TOP: there is no LIMIT.
SELECT award.number, award.currency, tranche.tranche_no, tranche.amount_minor, CONVERT(char(10), tranche.due_on, 23) AS due_on, tranche.status, tranche.is_approved, tranche.held_why,
  CONVERT(char(10), tranche.released_on, 23) AS released_on, tranche.entry_id,
  COALESCE((SELECT SUM(line.amount_minor) FROM journal_lines line JOIN accounts account ON account.account_id = line.account_id
    WHERE line.subject = CONCAT(N'tranche/', award.number, N'/', tranche.tranche_no) COLLATE Latin1_General_BIN2 AND line.subject <> N'' AND account.role = N'GrantsExpense'), 0) AS borne_minor,
  COALESCE((SELECT -SUM(item.amount_minor) FROM open_items item JOIN accounts account ON account.account_id = item.account_id
    WHERE item.subject = CONCAT(N'tranche/', award.number, N'/', tranche.tranche_no) COLLATE Latin1_General_BIN2 AND account.role = N'GrantsPayable'), 0) AS owed_minor,
  (SELECT TOP 1 payment.status FROM payments payment WHERE payment.subject = CONCAT(N'tranche/', award.number, N'/', tranche.tranche_no) COLLATE Latin1_General_BIN2 ORDER BY payment.order_id DESC) AS payment_status
FROM tranches tranche JOIN awards award ON award.award_id = tranche.award_id
WHERE tranche.status <> N'cancelled' AND tranche.due_on BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date)
ORDER BY tranche.due_on, tranche.award_id, tranche.tranche_no;
