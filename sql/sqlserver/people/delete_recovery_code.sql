DELETE FROM recovery_codes WHERE person_id = @person_id AND code_key = @code_key;
