INSERT INTO approval_tiers (set_id, kind, valid_from, currency, from_minor, checkers) VALUES (@set_id, @kind, @valid_from, @currency, @from_minor, @checkers);
