UPDATE notices SET delivery_id = @delivery_id WHERE person = @owner AND read_at IS NULL AND delivery_id IS NULL;
