INSERT INTO match_allotments (programme_id, part_no, content) VALUES (@programme_id, @part_no, @content);
