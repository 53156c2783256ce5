SELECT entry_id, hash FROM journal_entries ORDER BY entry_id DESC LIMIT 1;
