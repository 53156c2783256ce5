-- OUTPUT: there is no RETURNING.
INSERT INTO deliveries (version, uid, channel, subscription_id, event_id, person, state, attempts, next_at, holder, lease_until, outcome, created_at, changed_at)
OUTPUT inserted.delivery_id
VALUES (1, @uid, @channel, @subscription_id, @event_id, @person, N'waiting', 0, @created_at, N'', 0, N'', @created_at, @created_at);
