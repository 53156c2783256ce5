SELECT delivery_id, version, uid, channel, subscription_id, event_id, person, state, attempts, next_at, holder, lease_until, outcome, created_at, changed_at
FROM deliveries WHERE delivery_id = @delivery_id;
