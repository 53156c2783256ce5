UPDATE grant_programmes SET version_no = @version_no WHERE programme_id = @programme_id;
