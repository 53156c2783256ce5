INSERT INTO audit_query_events (query_id, version_no, act, words, due_on, conclusion, actor, recorded_at)
VALUES (@query_id, @version_no, @act, @words, @due_on, @conclusion, @actor, @recorded_at);
