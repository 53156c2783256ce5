-- CONVERT: a day is a date here and ISO text in SQLite.
-- Of one space, or of all where none is named; the first version first.
SELECT version.space_id, version.version_no, version.reason, CONVERT(char(10), version.planned_on, 23) AS planned_on, version.maker, version.proposal_id,
  planned.year_no, planned.aim, planned.hardware_minor, planned.governance_minor, planned.operation_minor, planned.self_sufficiency
FROM space_blueprints version JOIN space_blueprint_years planned ON planned.space_id = version.space_id AND planned.version_no = version.version_no
WHERE @space_id = 0 OR version.space_id = @space_id
ORDER BY version.space_id, version.version_no, planned.year_no;
