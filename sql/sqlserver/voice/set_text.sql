UPDATE survey_texts SET words = @words, state = @state WHERE survey_id = @survey_id AND text_key = @text_key;
