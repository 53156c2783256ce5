SELECT name FROM donors WHERE donor_id = @donor_id;
