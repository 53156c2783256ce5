UPDATE surveys SET status = N'published', published_on = @published_on WHERE survey_id = @survey_id;
