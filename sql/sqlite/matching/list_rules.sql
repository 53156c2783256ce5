SELECT programme_id, version, effective_from, after_entry_id, terms, recorded_at FROM matching_rules ORDER BY programme_id, version;
