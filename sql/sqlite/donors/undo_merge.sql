UPDATE donor_merges SET undone_by = @undone_by, undone_at = @undone_at, undone_after = (SELECT COALESCE(MAX(entry_id), 0) FROM journal_entries)
WHERE donor_id = @donor_id AND undone_at IS NULL;
