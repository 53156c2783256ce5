UPDATE related_parties SET last_day = CAST(@last_day AS date) WHERE relation_id = @relation_id AND first_day <= CAST(@last_day AS date);
