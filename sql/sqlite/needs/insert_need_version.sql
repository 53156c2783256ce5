INSERT INTO need_versions (need_id, version_no, title, description, field, place, wanted_by, amount_minor, steps, reason, actor, recorded_at)
VALUES (@need_id, @version_no, @title, @description, @field, @place, @wanted_by, @amount_minor, @steps, @reason, @actor, @recorded_at);
