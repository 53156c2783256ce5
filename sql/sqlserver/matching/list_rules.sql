-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT programme_id, version, CONVERT(char(10), effective_from, 23) AS effective_from, after_entry_id, terms, recorded_at FROM matching_rules ORDER BY programme_id, version;
