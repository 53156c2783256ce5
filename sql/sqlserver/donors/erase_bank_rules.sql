UPDATE bank_rules SET payer = N'' WHERE payer = (SELECT name FROM donors WHERE donor_id = @donor_id);
