-- It counts for entries after the last one there is.
INSERT INTO donor_merges (donor_id, version_no, into_id, actor, recorded_at, after_entry)
SELECT @donor_id, 1 + COALESCE(MAX(earlier.version_no), 0), @into_id, @actor, @recorded_at, (SELECT COALESCE(MAX(entry_id), 0) FROM journal_entries)
FROM donor_merges earlier WHERE earlier.donor_id = @donor_id;
