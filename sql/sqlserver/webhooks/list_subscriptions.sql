SELECT subscription_id, url, secret, earlier_secret, earlier_until, created_by, created_at, ended_at FROM webhook_subscriptions ORDER BY subscription_id;
