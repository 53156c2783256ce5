SELECT programme_id, scope, counter_key, amount_minor FROM matching_counters;
