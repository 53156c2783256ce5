-- What a notice went into stays as long as the notice.
DELETE FROM deliveries WHERE state IN ('sent', 'given-up', 'uncertain') AND changed_at < @before AND NOT EXISTS (SELECT 1 FROM notices WHERE notices.delivery_id = deliveries.delivery_id);
