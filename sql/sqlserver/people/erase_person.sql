UPDATE people SET status = N'erased', name = NULL, sign_in_name = NULL, sign_in_key = NULL, email = NULL, email_key = NULL, password_hash = NULL, totp_key = NULL,
  has_two_factors = 0, failed_count = 0, lockout_end = 0, security_stamp = @security_stamp, version = version + 1
WHERE person_id = @person_id AND status <> N'erased';
