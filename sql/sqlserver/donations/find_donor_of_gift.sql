SELECT gift.donor_id FROM donations gift WHERE gift.entry_id = @entry_id;
