INSERT INTO survey_phones (survey_id, phone_hmac) VALUES (@survey_id, @phone_hmac);
