-- Of one code, or all, each with who runs it now.
SELECT space.space_id, space.code, space.fund_id, said.name, centre.code AS centre_code, said.place, said.square_decimetres, said.functions, said.ownership, said.operation_model, said.opened_on, space.closed_on,
  term.term_no, term.organisation_id, organisation.code AS organisation_code, profile.name AS organisation_name, term.host, term.first_day, term.until_day, term.terms
FROM spaces space
JOIN space_versions said ON said.space_id = space.space_id AND said.version_no = space.version_no
LEFT JOIN spaces centre ON centre.space_id = said.centre_id
LEFT JOIN space_operators term ON term.space_id = space.space_id AND term.ended_on IS NULL
LEFT JOIN organisations organisation ON organisation.organisation_id = term.organisation_id
LEFT JOIN organisation_versions profile ON profile.organisation_id = organisation.organisation_id AND profile.version_no = organisation.version_no
WHERE @code = '' OR space.code = @code ORDER BY space.code;
