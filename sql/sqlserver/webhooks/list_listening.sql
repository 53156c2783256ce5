-- Which subscriptions hear of a kind of event.
SELECT subscription_id FROM webhook_kinds WHERE kind = @kind ORDER BY subscription_id;
