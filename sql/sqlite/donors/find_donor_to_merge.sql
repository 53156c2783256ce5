SELECT donor.donor_id, donor.kind, donor.name, donor.is_anonymous, merged.into_id
FROM donors donor
LEFT JOIN donor_merges merged ON merged.donor_id = donor.donor_id AND merged.undone_at IS NULL
WHERE donor.donor_id = @donor_id;
