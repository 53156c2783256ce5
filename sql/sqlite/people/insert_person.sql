INSERT INTO people (person_id, status, name, sign_in_name, sign_in_key, email, email_key, password_hash, security_stamp, totp_step, has_two_factors, failed_count, lockout_end, version, created_at)
VALUES (@person_id, 'active', @name, @sign_in_name, @sign_in_key, @email, @email_key, @password_hash, @security_stamp, 0, 0, 0, 0, 1, @created_at);
