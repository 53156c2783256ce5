INSERT INTO budget_envelopes (budget_id, code, category, for_fund_id, amount_minor)
VALUES (@budget_id, @code, @category, @for_fund_id, @amount);
