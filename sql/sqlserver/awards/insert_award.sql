-- OUTPUT: there is no RETURNING.
INSERT INTO awards (number, fund_id, programme_id, round_id, organisation_id, application_id, currency, amount_minor, decided_on, publicity_last, status, lock_count)
OUTPUT inserted.award_id
VALUES (@number, @fund_id, @programme_id, @round_id, @organisation_id, @application_id, @currency, @amount_minor, @decided_on, @publicity_last, N'decided', 0);
