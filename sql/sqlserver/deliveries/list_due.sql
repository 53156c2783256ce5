-- What is to be sent by now, and what a node began and was not heard of again; longest due first.
SELECT delivery_id, version, uid, channel, subscription_id, event_id, person, state, attempts, next_at, holder, lease_until, outcome, created_at, changed_at
FROM deliveries WHERE (state = N'waiting' AND next_at <= @now) OR (state = N'sending' AND lease_until < @now) ORDER BY next_at, delivery_id OFFSET 0 ROWS FETCH NEXT @row_count ROWS ONLY;
