-- What every account holds by the books up to a day, from the totals of days; lines that moved another account than their fund's are set right.
SELECT bank_account_id, SUM(amount_minor) AS amount_minor
FROM (
  SELECT held.bank_account_id, total.debit_minor - total.credit_minor AS amount_minor
  FROM fund_bank_accounts held
  JOIN bank_accounts known ON known.bank_account_id = held.bank_account_id
  JOIN daily_totals total ON total.fund_id = held.fund_id AND total.occurred_on >= held.from_day AND total.currency = known.currency AND total.occurred_on <= @to_day
  JOIN accounts account ON account.account_id = total.account_id AND account.role = CASE held.kind WHEN 'bank' THEN 'Bank' ELSE 'ChannelBalance' END
  WHERE NOT EXISTS (SELECT 1 FROM fund_bank_accounts later WHERE later.fund_id = held.fund_id AND later.kind = held.kind AND later.from_day > held.from_day AND later.from_day <= total.occurred_on)
  UNION ALL
  SELECT held.bank_account_id, -line.amount_minor
  FROM entry_bank_accounts told
  JOIN bank_accounts other ON other.bank_account_id = told.bank_account_id
  JOIN journal_lines line ON line.entry_id = told.entry_id AND line.line_no = told.line_no AND line.occurred_on <= @to_day
  JOIN fund_bank_accounts held ON held.fund_id = line.fund_id AND held.kind = other.kind AND held.from_day <= line.occurred_on
  WHERE NOT EXISTS (SELECT 1 FROM fund_bank_accounts later WHERE later.fund_id = held.fund_id AND later.kind = held.kind AND later.from_day > held.from_day AND later.from_day <= line.occurred_on)
  UNION ALL
  SELECT told.bank_account_id, line.amount_minor
  FROM entry_bank_accounts told
  JOIN journal_lines line ON line.entry_id = told.entry_id AND line.line_no = told.line_no AND line.occurred_on <= @to_day
) part
GROUP BY bank_account_id;
