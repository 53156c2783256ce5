-- The last version of each.
SELECT budget_id, fund_id, year, version, amount_minor, document, actor, recorded_at
FROM budgets budget
WHERE version = (SELECT MAX(version) FROM budgets WHERE fund_id = budget.fund_id AND year = budget.year)
ORDER BY year DESC, fund_id;
