INSERT INTO webhook_kinds (kind, subscription_id) VALUES (@kind, @subscription_id);
