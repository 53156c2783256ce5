UPDATE feedback SET words = @words, state = @state, state_by = @state_by WHERE feedback_id = @feedback_id;
