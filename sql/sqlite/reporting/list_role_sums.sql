-- What a year of an entity's books came to, by the role of the account, before its closing; agency money is not the entity's own.
SELECT account.entity_id, total.currency, account.role, CASE WHEN source.restriction = 'time' THEN 1 ELSE 0 END AS is_for_later, SUM(total.net_minor) AS net_minor
FROM (
  SELECT account_id, source_id, currency, debit_minor - credit_minor AS net_minor FROM daily_totals WHERE occurred_on BETWEEN @first_day AND @last_day
  UNION ALL SELECT account_id, source_id, currency, -amount_minor FROM year_end_lines WHERE occurred_on BETWEEN @first_day AND @last_day
) total
JOIN accounts account ON account.account_id = total.account_id
JOIN sources source ON source.source_id = total.source_id
WHERE account.role IS NOT NULL AND source.kind <> 'Agency'
GROUP BY account.entity_id, total.currency, account.role, CASE WHEN source.restriction = 'time' THEN 1 ELSE 0 END
ORDER BY account.entity_id, total.currency, account.role;
