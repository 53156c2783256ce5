UPDATE feedback SET answer = @answer, answered_on = @answered_on, answered_by = @answered_by WHERE feedback_id = @feedback_id;
