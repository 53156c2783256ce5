INSERT INTO application_members (application_id, person_id, role, actor, recorded_at) VALUES (@application_id, @person_id, @role, @actor, @recorded_at);
