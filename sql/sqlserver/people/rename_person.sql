UPDATE people SET name = @name, sign_in_name = @sign_in_name, sign_in_key = @sign_in_key, email = @email, email_key = @email_key, version = version + 1
WHERE person_id = @person_id AND status <> N'erased';
