-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT said.version_no, said.name, centre.code AS centre_code, said.place, said.square_decimetres, said.functions, said.ownership, said.operation_model, CONVERT(char(10), said.opened_on, 23) AS opened_on, said.reason, said.actor, said.recorded_at
FROM space_versions said LEFT JOIN spaces centre ON centre.space_id = said.centre_id
WHERE said.space_id = @space_id ORDER BY said.version_no;
