SELECT application_id, person_id, role, actor, recorded_at FROM application_members
WHERE (@application_id = 0 OR application_id = @application_id) AND (@person_id = '' OR person_id = @person_id) AND role <> 'removed' ORDER BY application_id, person_id;
