UPDATE needs SET version_no = @version_no WHERE need_id = @need_id;
