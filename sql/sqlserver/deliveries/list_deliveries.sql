-- Newest first; those that are not over, or all. Of one subscription where one is named.
SELECT delivery_id, version, uid, channel, subscription_id, event_id, person, state, attempts, next_at, holder, lease_until, outcome, created_at, changed_at
FROM deliveries WHERE delivery_id < @before AND (@only_open = 0 OR state <> N'sent') AND (@subscription = 0 OR subscription_id = @subscription)
ORDER BY delivery_id DESC OFFSET 0 ROWS FETCH NEXT @row_count ROWS ONLY;
