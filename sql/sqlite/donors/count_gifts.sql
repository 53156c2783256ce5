SELECT COUNT(*) FROM donations WHERE donor_id = @donor_id;
