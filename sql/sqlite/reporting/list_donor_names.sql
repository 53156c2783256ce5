-- Who may be found by name: nobody erased, and nobody who asked to be anonymous.
SELECT donor_id, kind, name FROM donors WHERE donor_id < @before AND is_anonymous = 0 AND name IS NOT NULL AND name <> '' ORDER BY donor_id DESC;
