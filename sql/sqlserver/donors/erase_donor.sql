UPDATE donors SET name = NULL, name_key = NULL WHERE donor_id = @donor_id;
