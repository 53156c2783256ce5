UPDATE grants SET revoked_at = @revoked_at WHERE person_id = @person_id AND revoked_at IS NULL;
