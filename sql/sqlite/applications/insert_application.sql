INSERT INTO applications (number, round_id, organisation_id, status, category, title, draft, currency, requested_minor, own_minor, save_no, deadline_at, actor, recorded_at)
VALUES (@number, @round_id, @organisation_id, 'draft', '', '', @draft, @currency, 0, 0, 0, NULL, @actor, @recorded_at) RETURNING application_id;
