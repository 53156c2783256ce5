-- Of one code, or all.
SELECT need.need_id, need.code, need.fund_id, said.version_no, said.title, said.description, said.field, said.place, said.wanted_by, said.amount_minor, said.steps, need.closed_on, need.close_reason
FROM needs need JOIN need_versions said ON said.need_id = need.need_id AND said.version_no = need.version_no
WHERE @code = '' OR need.code = @code ORDER BY need.code;
