SELECT merged.donor_id FROM donor_merges merged WHERE merged.into_id = @into_id AND merged.undone_at IS NULL ORDER BY merged.donor_id;
