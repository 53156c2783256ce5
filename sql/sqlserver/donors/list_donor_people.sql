-- Links in force: of one person, of one donor; 0 and nothing for all.
SELECT person_id, donor_id, linked_at FROM donor_people
WHERE ended_at IS NULL AND (@person_id = N'' OR person_id = @person_id) AND (@donor_id = 0 OR donor_id = @donor_id)
ORDER BY link_id;
