SELECT donor_id, into_id, after_entry, undone_after FROM donor_merges ORDER BY donor_id, version_no;
