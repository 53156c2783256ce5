UPDATE grant_rounds SET last_number = @last_number WHERE round_id = @round_id;
