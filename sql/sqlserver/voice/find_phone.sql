-- COUNT_BIG: a count is a whole number of 64 bits everywhere.
SELECT COUNT_BIG(*) FROM survey_phones WHERE survey_id = @survey_id AND phone_hmac = @phone_hmac;
