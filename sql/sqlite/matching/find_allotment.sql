SELECT content FROM match_allotments WHERE programme_id = @programme_id AND part_no = @part_no;
