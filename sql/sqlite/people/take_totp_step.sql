-- A code is accepted once: whoever comes second with it, or with an older one, changes no row.
UPDATE people SET totp_step = @totp_step WHERE person_id = @person_id AND status = 'active' AND totp_step < @totp_step;
