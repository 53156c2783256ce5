-- @rows: position_look_ups
-- A position that is not there is left out.
SELECT p.available_minor, r.fund_id, r.source_id, r.currency
FROM @rows AS r
INNER JOIN positions AS p ON p.fund_id = r.fund_id AND p.source_id = r.source_id AND p.currency = r.currency;
