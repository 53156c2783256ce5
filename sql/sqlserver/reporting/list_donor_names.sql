-- Who may be found by name: nobody erased or merged into another, and nobody who asked to be anonymous.
SELECT donor_id, kind, name FROM donors WHERE donor_id < @before AND is_anonymous = 0 AND name IS NOT NULL AND name <> ''
  AND NOT EXISTS (SELECT 1 FROM donor_merges merged WHERE merged.donor_id = donors.donor_id AND merged.undone_at IS NULL)
ORDER BY donor_id DESC;
