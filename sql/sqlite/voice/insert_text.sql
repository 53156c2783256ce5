INSERT INTO survey_texts (survey_id, text_key, words, state) VALUES (@survey_id, @text_key, @words, 'waiting');
