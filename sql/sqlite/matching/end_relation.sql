UPDATE related_parties SET last_day = @last_day WHERE relation_id = @relation_id AND first_day <= @last_day;
