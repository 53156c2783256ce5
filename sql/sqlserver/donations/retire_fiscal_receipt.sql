-- The version that counted no longer does: a later one comes, or the receipt is void and its fiscal number may be registered for the one that takes its place.
UPDATE fiscal_receipts SET is_current = 0 WHERE entity_id = @entity_id AND year = @year AND number = @number AND is_current = 1;
