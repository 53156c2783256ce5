-- What else waits for a receiver that just failed; 0 is the mail server.
UPDATE deliveries SET version = version + 1, next_at = @next_at WHERE state = 'waiting' AND next_at <= @now AND ((@subscription = 0 AND subscription_id IS NULL) OR subscription_id = @subscription);
