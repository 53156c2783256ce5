INSERT INTO saved_filters (person_id, page, name, query, saved_at) VALUES (@person_id, @page, @name, @query, @saved_at);
