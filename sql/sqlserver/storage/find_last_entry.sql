-- TOP: there is no LIMIT.
SELECT TOP (1) entry_id, hash FROM journal_entries ORDER BY entry_id DESC;
