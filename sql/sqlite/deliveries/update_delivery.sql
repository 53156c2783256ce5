UPDATE deliveries SET version = version + 1, state = @state, attempts = @attempts, next_at = @next_at, holder = @holder, lease_until = @lease_until, outcome = @outcome, changed_at = @changed_at
WHERE delivery_id = @delivery_id AND version = @version;
