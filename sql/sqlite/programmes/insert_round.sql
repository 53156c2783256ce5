INSERT INTO grant_rounds (programme_id, version_no, code, name_zh, name_en, opens_at, closes_at, currency, budget_minor, last_number, closed_at, actor, recorded_at)
VALUES (@programme_id, @version_no, @code, @name_zh, @name_en, @opens_at, @closes_at, @currency, @budget_minor, 0, NULL, @actor, @recorded_at) RETURNING round_id;
