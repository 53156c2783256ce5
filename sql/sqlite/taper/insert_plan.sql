INSERT INTO taper_plans (number, space_id, fund_id, organisation_id, currency, status, agreed_on, lock_count)
VALUES (@number, @space_id, @fund_id, @organisation_id, @currency, 'agreed', @agreed_on, 0) RETURNING plan_id;
