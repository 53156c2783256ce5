INSERT INTO webhook_subscriptions (url, secret, earlier_until, created_by, created_at)
VALUES (@url, @secret, 0, @created_by, @created_at) RETURNING subscription_id;
