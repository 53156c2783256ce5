UPDATE cofunding_requirements SET last_day = @last_day WHERE requirement_id = @requirement_id;
