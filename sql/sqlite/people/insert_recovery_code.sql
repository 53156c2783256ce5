INSERT INTO recovery_codes (person_id, code_key) VALUES (@person_id, @code_key);
