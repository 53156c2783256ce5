-- Of one code, or all. CONVERT: a day is a date here and ISO text in SQLite.
SELECT need.need_id, need.code, need.fund_id, said.version_no, said.title, said.description, said.field, said.place, CONVERT(char(10), said.wanted_by, 23) AS wanted_by, said.amount_minor, said.steps, CONVERT(char(10), need.closed_on, 23) AS closed_on, need.close_reason
FROM needs need JOIN need_versions said ON said.need_id = need.need_id AND said.version_no = need.version_no
WHERE @code = N'' OR need.code = @code ORDER BY need.code;
