SELECT COUNT_BIG(*) FROM journal_entries;
