UPDATE grant_rounds SET closes_at = @closes_at WHERE round_id = @round_id;
