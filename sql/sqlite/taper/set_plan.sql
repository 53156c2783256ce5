UPDATE taper_plans SET status = @status, ended_on = @ended_on, review_opened_on = @review_opened_on, closing = @closing WHERE plan_id = @plan_id;
