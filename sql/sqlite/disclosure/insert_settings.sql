INSERT INTO disclosure_settings (entity_id, version_no, raises_publicly, watched_from, major_minor, reason, actor, recorded_at)
VALUES (@entity_id, @version_no, @raises_publicly, @watched_from, @major_minor, @reason, @actor, @recorded_at);
