-- OUTPUT: there is no RETURNING.
INSERT INTO grant_rounds (programme_id, version_no, code, name_zh, name_en, opens_at, closes_at, currency, budget_minor, last_number, closed_at, actor, recorded_at)
OUTPUT inserted.round_id
VALUES (@programme_id, @version_no, @code, @name_zh, @name_en, @opens_at, @closes_at, @currency, @budget_minor, 0, NULL, @actor, @recorded_at);
