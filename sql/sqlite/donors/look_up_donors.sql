SELECT donor_id FROM donors WHERE name_key = @name_key;
