-- @rows: operation_look_ups
-- A key that no operation has is left out.
SELECT CAST(1 AS bigint) AS is_known, r.operation_key FROM @rows AS r INNER JOIN operations AS o ON o.operation_key = r.operation_key;
