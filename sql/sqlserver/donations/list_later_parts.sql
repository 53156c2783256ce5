SELECT part.entry_id FROM donations part WHERE part.split_of = @entry_id ORDER BY part.entry_id;
