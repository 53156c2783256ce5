SELECT COUNT(*) FROM notices WHERE person = @owner AND read_at IS NULL;
