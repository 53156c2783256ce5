SELECT gift.split_of FROM donations gift WHERE gift.entry_id = @entry_id;
