SELECT COUNT(*) FROM survey_phones WHERE survey_id = @survey_id AND phone_hmac = @phone_hmac;
