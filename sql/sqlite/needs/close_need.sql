UPDATE needs SET closed_on = @closed_on, close_reason = @close_reason WHERE need_id = @need_id;
