-- A fund whose debits and credits differ for some source and layer; none in sound books.
SELECT MIN(wrong.fund_id) FROM (
  SELECT held.fund_id FROM account_balances held JOIN accounts account ON account.account_id = held.account_id
  WHERE account.entity_id = @entity_id
  GROUP BY held.fund_id, held.source_id, held.currency, account.layer HAVING SUM(held.debit_minor - held.credit_minor) <> 0
) wrong;
