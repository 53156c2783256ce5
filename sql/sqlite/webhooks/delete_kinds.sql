DELETE FROM webhook_kinds WHERE subscription_id = @subscription_id;
