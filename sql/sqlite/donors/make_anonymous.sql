UPDATE donors SET is_anonymous = 1 WHERE donor_id = @donor_id AND is_anonymous = 0;
