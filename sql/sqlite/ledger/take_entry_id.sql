-- The next @entry_count numbers belong to this transaction: there is one writer.
SELECT COALESCE(MAX(entry_id), 0) + 1 FROM journal_entries WHERE @entry_count > 0;
