-- Of one space, or of all.
SELECT term.space_id, term.term_no, term.organisation_id, organisation.code AS organisation_code, profile.name AS organisation_name, term.host, term.first_day, term.until_day, term.terms, term.ended_on, term.end_reason
FROM space_operators term
JOIN organisations organisation ON organisation.organisation_id = term.organisation_id
JOIN organisation_versions profile ON profile.organisation_id = organisation.organisation_id AND profile.version_no = organisation.version_no
WHERE @space_id = 0 OR term.space_id = @space_id ORDER BY term.space_id, term.term_no;
