UPDATE applications SET status = @status, deadline_at = @deadline_at WHERE application_id = @application_id;
