INSERT INTO space_services (space_id, service_no, organisation_id, given_on, hundredth_hours, rate_minor, service_rate_minor, value_minor, due_on, what, entry_id, actor, recorded_at)
VALUES (@space_id, @service_no, @organisation_id, @given_on, @hundredth_hours, @rate_minor, @service_rate_minor, @value_minor, @due_on, @what, @entry_id, @actor, @recorded_at);
