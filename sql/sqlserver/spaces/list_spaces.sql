-- Of one code, or all, each with who runs it now. CONVERT: a day is a date here and ISO text in SQLite.
SELECT space.space_id, space.code, space.fund_id, said.name, centre.code AS centre_code, said.place, said.square_decimetres, said.functions, said.ownership, said.operation_model, CONVERT(char(10), said.opened_on, 23) AS opened_on, CONVERT(char(10), space.closed_on, 23) AS closed_on,
  term.term_no, term.organisation_id, organisation.code AS organisation_code, profile.name AS organisation_name, term.host, CONVERT(char(10), term.first_day, 23) AS first_day, CONVERT(char(10), term.until_day, 23) AS until_day, term.terms
FROM spaces space
JOIN space_versions said ON said.space_id = space.space_id AND said.version_no = space.version_no
LEFT JOIN spaces centre ON centre.space_id = said.centre_id
LEFT JOIN space_operators term ON term.space_id = space.space_id AND term.ended_on IS NULL
LEFT JOIN organisations organisation ON organisation.organisation_id = term.organisation_id
LEFT JOIN organisation_versions profile ON profile.organisation_id = organisation.organisation_id AND profile.version_no = organisation.version_no
WHERE @code = N'' OR space.code = @code ORDER BY space.code;
