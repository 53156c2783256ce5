UPDATE access_tokens SET label = NULL WHERE person_id = @person_id;
