-- What these entries reversed.
SELECT reverses FROM journal_entries WHERE entry_id > @after_entry AND entry_id <= @last_entry AND reverses IS NOT NULL ORDER BY reverses;
