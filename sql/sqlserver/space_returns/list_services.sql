-- Of one space, or of all.
-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT given.space_id, given.service_no, organisation.code AS organisation_code, CONVERT(char(10), given.given_on, 23) AS given_on, given.hundredth_hours, given.rate_minor, given.service_rate_minor, given.value_minor, CONVERT(char(10), given.due_on, 23) AS due_on, given.what, given.entry_id
FROM space_services given JOIN organisations organisation ON organisation.organisation_id = given.organisation_id
WHERE @space_id = 0 OR given.space_id = @space_id ORDER BY given.space_id, given.service_no;
