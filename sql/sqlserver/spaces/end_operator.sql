UPDATE space_operators SET ended_on = @ended_on, end_reason = @end_reason WHERE space_id = @space_id AND ended_on IS NULL;
