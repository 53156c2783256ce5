-- Changes the row before it is read: of two who add to it at once the second sees what the first added.
UPDATE audit_queries SET lock_count = lock_count + 1 WHERE query_id = @query_id;
