UPDATE need_steps SET minutes = NULL WHERE need_id = @need_id AND step = @step AND version_no = @version_no AND minutes IS NOT NULL;
