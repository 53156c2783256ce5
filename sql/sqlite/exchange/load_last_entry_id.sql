SELECT COALESCE(MAX(entry_id), 0) FROM journal_entries;
