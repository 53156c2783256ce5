UPDATE donor_merges SET undone_by = @undone_by, undone_at = @undone_at WHERE donor_id = @donor_id AND undone_at IS NULL;
