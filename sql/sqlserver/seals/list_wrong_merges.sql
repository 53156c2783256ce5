-- A donor that others were merged into is not merged itself, so that each is one reading away from whom it counts for.
SELECT merged.donor_id FROM donor_merges merged
WHERE merged.undone_at IS NULL AND EXISTS (SELECT 1 FROM donor_merges further WHERE further.donor_id = merged.into_id AND further.undone_at IS NULL)
ORDER BY merged.donor_id;
