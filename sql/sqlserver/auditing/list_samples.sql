-- Of one number, or all; the newest first. Beside each how many items it has, and how many were looked at. CONVERT: a day is a date here and ISO text in SQLite. COUNT_BIG: COUNT is a 32-bit number here.
SELECT sample_id, entity_id, fund_id, currency, CONVERT(char(10), first_day, 23) AS first_day, CONVERT(char(10), last_day, 23) AS last_day, kind, account_code, part, method, seed, interval_minor, tolerable_minor, factor, size, from_minor, first_minor, algorithm, purpose,
  known_at, last_entry, last_hash, checkpoint_size, checkpoint_root, item_count, item_sum, other_count, other_sum, drawn_by, recorded_at,
  (SELECT COUNT_BIG(*) FROM audit_sample_items item WHERE item.sample_id = sample.sample_id) AS drawn_count,
  (SELECT COUNT_BIG(*) FROM audit_sample_results result WHERE result.sample_id = sample.sample_id AND result.version_no = 1) AS tested_count
FROM audit_samples sample WHERE @sample_id = 0 OR sample_id = @sample_id ORDER BY sample_id DESC;
