INSERT INTO matching_counters (amount_minor, programme_id, scope, counter_key) VALUES (@amount_minor, @programme_id, @scope, @counter_key)
ON CONFLICT (programme_id, scope, counter_key) DO UPDATE SET amount_minor = excluded.amount_minor;
