SELECT amount_minor FROM matching_counters WHERE programme_id = @programme_id AND scope = @scope AND counter_key = @counter_key;
