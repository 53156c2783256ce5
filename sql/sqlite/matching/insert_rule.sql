-- For gifts recorded from now on: those up to the last one of the programme keep the rule they had.
INSERT INTO matching_rules (programme_id, version, effective_from, after_entry_id, terms, recorded_at)
VALUES (@programme_id, @version, @effective_from, (SELECT COALESCE(MAX(gift_entry_id), 0) FROM matches WHERE programme_id = @programme_id), @terms, @recorded_at);
