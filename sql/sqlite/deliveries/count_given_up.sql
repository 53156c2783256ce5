SELECT COUNT(*) FROM deliveries WHERE subscription_id = @subscription AND state = 'given-up' AND changed_at >= @since;
