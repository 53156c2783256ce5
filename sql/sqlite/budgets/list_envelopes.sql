SELECT code, category, for_fund_id, amount_minor FROM budget_envelopes WHERE budget_id = @budget_id ORDER BY code;
