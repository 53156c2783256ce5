UPDATE surveys SET status = 'published', published_on = @published_on WHERE survey_id = @survey_id;
