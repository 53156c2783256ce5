INSERT INTO entry_texts (entry_id, salt, text) VALUES (@entry_id, @salt, @text);
