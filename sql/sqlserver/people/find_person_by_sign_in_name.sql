SELECT person_id, status, name, sign_in_name, email, password_hash, security_stamp, totp_key, has_two_factors, failed_count, lockout_end, version, created_at FROM people
WHERE sign_in_key = @sign_in_key;
