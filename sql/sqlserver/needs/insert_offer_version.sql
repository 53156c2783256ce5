INSERT INTO offer_versions (offer_id, version_no, title, description, field, place, currency, amount_minor, reason, actor, recorded_at)
VALUES (@offer_id, @version_no, @title, @description, @field, @place, @currency, @amount_minor, @reason, @actor, @recorded_at);
