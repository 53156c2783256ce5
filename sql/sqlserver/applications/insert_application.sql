-- OUTPUT: there is no RETURNING.
INSERT INTO applications (number, round_id, organisation_id, status, category, title, draft, currency, requested_minor, own_minor, save_no, deadline_at, actor, recorded_at)
OUTPUT inserted.application_id
VALUES (@number, @round_id, @organisation_id, N'draft', N'', N'', @draft, @currency, 0, 0, 0, NULL, @actor, @recorded_at);
