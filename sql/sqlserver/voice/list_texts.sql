-- By their random keys: not in the order they came.
SELECT text_key, words, state FROM survey_texts WHERE survey_id = @survey_id ORDER BY text_key;
