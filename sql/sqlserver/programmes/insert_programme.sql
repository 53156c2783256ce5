-- OUTPUT: there is no RETURNING.
INSERT INTO grant_programmes (code, entity_id, fund_id, kind, name_zh, name_en, version_no, actor, recorded_at)
OUTPUT inserted.programme_id
VALUES (@code, @entity_id, @fund_id, @kind, @name_zh, @name_en, 1, @actor, @recorded_at);
