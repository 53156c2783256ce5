-- UPDLOCK, HOLDLOCK: who issues next waits until this transaction ends, so no number is left out and none given twice, also before the year's first row.
SELECT last_number FROM receipt_counters WITH (UPDLOCK, HOLDLOCK) WHERE entity_id = @entity_id AND year = @year;
