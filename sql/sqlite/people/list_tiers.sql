SELECT set_id, valid_from, currency, from_minor, checkers FROM approval_tiers WHERE kind = @kind ORDER BY set_id, currency, from_minor;
