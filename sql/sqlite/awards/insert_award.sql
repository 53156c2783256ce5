INSERT INTO awards (number, fund_id, programme_id, round_id, organisation_id, application_id, currency, amount_minor, decided_on, publicity_last, status, lock_count)
VALUES (@number, @fund_id, @programme_id, @round_id, @organisation_id, @application_id, @currency, @amount_minor, @decided_on, @publicity_last, 'decided', 0) RETURNING award_id;
