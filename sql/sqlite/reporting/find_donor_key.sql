SELECT donor.name_key FROM donors donor WHERE donor.donor_id = @donor_id;
