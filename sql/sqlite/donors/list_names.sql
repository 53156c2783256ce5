-- Of everybody who may be found by name and was not merged into another.
SELECT donor.donor_id, donor.kind, donor.name
FROM donors donor
WHERE donor.is_anonymous = 0 AND donor.name IS NOT NULL AND donor.name <> '' AND NOT EXISTS (SELECT 1 FROM donor_merges merged WHERE merged.donor_id = donor.donor_id AND merged.undone_at IS NULL)
ORDER BY donor.donor_id;
