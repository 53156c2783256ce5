UPDATE grant_rounds SET closed_at = @closed_at WHERE round_id = @round_id AND closed_at IS NULL;
