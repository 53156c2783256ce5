SELECT delegation_id, from_person, to_person, first_day, last_day, revoked_at FROM delegations WHERE from_person = @person_id OR to_person = @person_id ORDER BY delegation_id DESC;
