-- @rows: matching_counters_rows
-- There is no ON CONFLICT. The programme is locked by whoever counts, so nobody else inserts in between.
UPDATE c SET amount_minor = r.amount_minor
FROM matching_counters AS c
INNER JOIN @rows AS r ON r.programme_id = c.programme_id AND r.scope = c.scope AND r.counter_key = c.counter_key;
INSERT INTO matching_counters (amount_minor, programme_id, scope, counter_key)
SELECT r.amount_minor, r.programme_id, r.scope, r.counter_key FROM @rows AS r
WHERE NOT EXISTS (SELECT 1 FROM matching_counters AS c WHERE c.programme_id = r.programme_id AND c.scope = r.scope AND c.counter_key = r.counter_key);
