SELECT year, code FROM envelope_uses WHERE entry_id = @entry_id;
