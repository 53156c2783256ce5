-- Of one space, or of all.
SELECT given.space_id, given.service_no, organisation.code AS organisation_code, given.given_on, given.hundredth_hours, given.rate_minor, given.service_rate_minor, given.value_minor, given.due_on, given.what, given.entry_id
FROM space_services given JOIN organisations organisation ON organisation.organisation_id = given.organisation_id
WHERE @space_id = 0 OR given.space_id = @space_id ORDER BY given.space_id, given.service_no;
