-- What a notice went into stays as long as the notice.
DELETE FROM deliveries WHERE state IN (N'sent', N'given-up', N'uncertain') AND changed_at < @before AND NOT EXISTS (SELECT 1 FROM notices WHERE notices.delivery_id = deliveries.delivery_id);
