SELECT COUNT_BIG(*) FROM deliveries WHERE subscription_id = @subscription AND state = N'given-up' AND changed_at >= @since;
