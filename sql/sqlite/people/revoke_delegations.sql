UPDATE delegations SET revoked_at = @revoked_at WHERE (from_person = @person_id OR to_person = @person_id) AND revoked_at IS NULL;
