UPDATE webhook_subscriptions SET earlier_secret = secret, earlier_until = @earlier_until, secret = @secret WHERE subscription_id = @subscription_id AND ended_at IS NULL;
