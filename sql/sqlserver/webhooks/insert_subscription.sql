-- OUTPUT: there is no RETURNING.
INSERT INTO webhook_subscriptions (url, secret, earlier_until, created_by, created_at)
OUTPUT inserted.subscription_id
VALUES (@url, @secret, 0, @created_by, @created_at);
