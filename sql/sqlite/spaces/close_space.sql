UPDATE spaces SET closed_on = @closed_on, close_reason = @close_reason WHERE space_id = @space_id;
