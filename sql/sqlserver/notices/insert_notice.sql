INSERT INTO notices (person, event_id, delivery_id) VALUES (@person, @event_id, @delivery_id);
