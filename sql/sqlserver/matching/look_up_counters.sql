-- @rows: matching_counter_look_ups
-- One that nothing was counted for is left out.
SELECT c.amount_minor, r.counter_key FROM @rows AS r INNER JOIN matching_counters AS c ON c.programme_id = r.programme_id AND c.scope = r.scope AND c.counter_key = r.counter_key;
