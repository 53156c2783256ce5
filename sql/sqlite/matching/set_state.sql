UPDATE matching_programmes SET status = @status, closed_on = @closed_on, part_count = @part_count, parts_done = @parts_done WHERE programme_id = @programme_id;
