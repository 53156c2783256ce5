-- @rows: operations_rows
INSERT INTO operations (operation_key, operation, content, outcome, actor, recorded_at)
SELECT r.operation_key, r.operation, r.content, r.outcome, r.actor, r.recorded_at FROM @rows AS r;
