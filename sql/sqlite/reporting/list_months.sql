SELECT fund.entity_id, substr(total.occurred_on, 1, 7) AS month, SUM(total.line_count) AS line_count
FROM daily_totals total
JOIN funds fund ON fund.fund_id = total.fund_id
GROUP BY fund.entity_id, substr(total.occurred_on, 1, 7)
ORDER BY fund.entity_id, month;
