-- The key of the telephones goes with it: from here on nobody can tell whose they were.
UPDATE surveys SET status = N'closed', closed_on = @closed_on, respondents = @respondents, content_share = @content_share, phone_key = NULL WHERE survey_id = @survey_id;
