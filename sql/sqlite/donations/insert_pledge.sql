INSERT INTO pledges (fund_id, source_id, donor_id, pledged_on, first_due, every_months, instalment_count, currency, amount_minor, document_number, expected_count, actor, recorded_at)
VALUES (@fund_id, @source_id, @donor_id, @pledged_on, @first_due, @every_months, @instalment_count, @currency, @amount_minor, @document_number, 0, @actor, @recorded_at) RETURNING pledge_id;
