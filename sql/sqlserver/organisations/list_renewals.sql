-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT organisation.code, CONVERT(char(10), renewal.ends_on, 23) AS ends_on, renewal.stage, CONVERT(char(10), renewal.day, 23) AS day
FROM organisation_renewals renewal JOIN organisations organisation ON organisation.organisation_id = renewal.organisation_id
ORDER BY organisation.code, renewal.ends_on, renewal.recorded_at;
