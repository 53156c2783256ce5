SELECT COUNT(*) FROM donations gift JOIN donors donor ON donor.donor_id = gift.donor_id WHERE gift.entry_id = @entry_id AND donor.is_anonymous = 1;
