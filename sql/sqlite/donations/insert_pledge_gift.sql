INSERT INTO pledge_gifts (entry_id, pledge_id) VALUES (@entry_id, @pledge_id);
