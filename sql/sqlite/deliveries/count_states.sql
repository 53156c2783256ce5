SELECT state, COUNT(*) AS how_many, MIN(created_at) AS oldest FROM deliveries GROUP BY state ORDER BY state;
