-- Its secrets are gone with it.
UPDATE webhook_subscriptions SET ended_at = @ended_at, secret = N'', earlier_secret = NULL, earlier_until = 0 WHERE subscription_id = @subscription_id AND ended_at IS NULL;
