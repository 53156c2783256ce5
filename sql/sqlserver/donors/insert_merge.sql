INSERT INTO donor_merges (donor_id, version_no, into_id, actor, recorded_at)
SELECT @donor_id, 1 + COALESCE(MAX(earlier.version_no), 0), @into_id, @actor, @recorded_at
FROM donor_merges earlier WHERE earlier.donor_id = @donor_id;
