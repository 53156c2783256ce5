SELECT last_number FROM receipt_counters WHERE entity_id = @entity_id AND year = @year;
