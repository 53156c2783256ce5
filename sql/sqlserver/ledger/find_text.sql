SELECT text FROM entry_texts WHERE entry_id = @entry_id;
