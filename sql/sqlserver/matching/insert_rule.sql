-- For gifts recorded from now on: those up to the last one of the programme keep the rule they had. SELECT: a value may be no subquery here.
INSERT INTO matching_rules (programme_id, version, effective_from, after_entry_id, terms, recorded_at)
SELECT @programme_id, @version, CAST(@effective_from AS date), COALESCE(MAX(m.gift_entry_id), 0), @terms, @recorded_at FROM matches AS m WHERE m.programme_id = @programme_id;
