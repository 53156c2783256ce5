UPDATE applications SET category = @category, title = @title, draft = @draft, requested_minor = @requested_minor, own_minor = @own_minor, save_no = save_no + 1 WHERE application_id = @application_id;
