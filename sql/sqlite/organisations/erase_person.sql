UPDATE organisation_persons SET name = NULL, name_key = NULL, phone = NULL, phone_key = NULL, id_key = NULL WHERE organisation_id = @organisation_id AND person_no = @person_no AND name IS NOT NULL;
