-- TOP: there is no LIMIT.
SELECT TOP (1) entry_id, recorded_at, hash FROM journal_entries WHERE recorded_at <= @known_at ORDER BY recorded_at DESC, entry_id DESC;
