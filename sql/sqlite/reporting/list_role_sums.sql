-- What a year of an entity's books came to, by the role of the account; agency money is not the entity's own.
SELECT account.entity_id, total.currency, account.role, CASE WHEN source.restriction = 'time' THEN 1 ELSE 0 END AS is_for_later, SUM(total.debit_minor - total.credit_minor) AS net_minor
FROM daily_totals total
JOIN accounts account ON account.account_id = total.account_id
JOIN sources source ON source.source_id = total.source_id
WHERE total.occurred_on BETWEEN @first_day AND @last_day AND account.role IS NOT NULL AND source.kind <> 'Agency'
GROUP BY account.entity_id, total.currency, account.role, CASE WHEN source.restriction = 'time' THEN 1 ELSE 0 END
ORDER BY account.entity_id, total.currency, account.role;
