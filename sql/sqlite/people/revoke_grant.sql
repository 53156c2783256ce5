UPDATE grants SET revoked_at = @revoked_at WHERE grant_id = @grant_id AND person_id = @person_id AND revoked_at IS NULL;
