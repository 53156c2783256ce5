UPDATE bank_rules SET payer = '' WHERE payer = (SELECT name FROM donors WHERE donor_id = @donor_id);
