INSERT INTO service_gifts (entry_id, donor_id) VALUES (@entry_id, @donor_id);
