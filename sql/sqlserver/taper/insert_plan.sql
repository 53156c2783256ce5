-- OUTPUT: there is no RETURNING.
INSERT INTO taper_plans (number, space_id, fund_id, organisation_id, currency, status, agreed_on, lock_count)
OUTPUT inserted.plan_id
VALUES (@number, @space_id, @fund_id, @organisation_id, @currency, N'agreed', @agreed_on, 0);
