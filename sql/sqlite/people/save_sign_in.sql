-- Only over the version that was read: two changes at once do not undo each other.
UPDATE people SET password_hash = @password_hash, security_stamp = @security_stamp, totp_key = @totp_key, has_two_factors = @has_two_factors,
  failed_count = @failed_count, lockout_end = @lockout_end, version = version + 1
WHERE person_id = @person_id AND version = @version AND status <> 'erased';
