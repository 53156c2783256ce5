UPDATE application_members SET role = @role, actor = @actor, recorded_at = @recorded_at WHERE application_id = @application_id AND person_id = @person_id;
