INSERT INTO deliveries (version, uid, channel, subscription_id, event_id, person, state, attempts, next_at, holder, lease_until, outcome, created_at, changed_at)
VALUES (1, @uid, @channel, @subscription_id, @event_id, @person, 'waiting', 0, @created_at, '', 0, '', @created_at, @created_at) RETURNING delivery_id;
