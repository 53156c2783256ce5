INSERT INTO grant_programmes (code, entity_id, fund_id, kind, name_zh, name_en, version_no, actor, recorded_at)
VALUES (@code, @entity_id, @fund_id, @kind, @name_zh, @name_en, 1, @actor, @recorded_at) RETURNING programme_id;
