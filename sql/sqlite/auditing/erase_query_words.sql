UPDATE audit_query_events SET words = NULL WHERE query_id = @query_id AND version_no = @version_no AND words IS NOT NULL;
