INSERT INTO donor_people (person_id, donor_id, linked_by, linked_at) VALUES (@person_id, @donor_id, @linked_by, @linked_at);
