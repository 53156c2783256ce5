-- Of one space, or of all. CONVERT: a day is a date here and ISO text in SQLite.
SELECT term.space_id, term.term_no, term.organisation_id, organisation.code AS organisation_code, profile.name AS organisation_name, term.host, CONVERT(char(10), term.first_day, 23) AS first_day, CONVERT(char(10), term.until_day, 23) AS until_day, term.terms, CONVERT(char(10), term.ended_on, 23) AS ended_on, term.end_reason
FROM space_operators term
JOIN organisations organisation ON organisation.organisation_id = term.organisation_id
JOIN organisation_versions profile ON profile.organisation_id = organisation.organisation_id AND profile.version_no = organisation.version_no
WHERE @space_id = 0 OR term.space_id = @space_id ORDER BY term.space_id, term.term_no;
