UPDATE delegations SET revoked_at = @revoked_at WHERE delegation_id = @delegation_id AND from_person = @from_person AND revoked_at IS NULL;
