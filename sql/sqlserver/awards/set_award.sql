UPDATE awards SET amount_minor = @amount_minor, status = @status, ended_on = @ended_on WHERE award_id = @award_id;
