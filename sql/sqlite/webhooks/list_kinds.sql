SELECT subscription_id, kind FROM webhook_kinds ORDER BY subscription_id, kind;
