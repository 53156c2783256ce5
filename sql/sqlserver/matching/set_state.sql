UPDATE matching_programmes SET status = @status, closed_on = CAST(@closed_on AS date), part_count = @part_count, parts_done = @parts_done WHERE programme_id = @programme_id;
