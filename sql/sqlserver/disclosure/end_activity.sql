UPDATE disclosure_activities SET last_day = @last_day WHERE activity_id = @activity_id AND first_day <= @last_day;
