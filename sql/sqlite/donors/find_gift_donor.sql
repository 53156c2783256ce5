SELECT gift.entry_id, gift.donor_id, gift.fund_id, donor.name, donor.is_anonymous
FROM donations gift JOIN donors donor ON donor.donor_id = gift.donor_id
WHERE gift.entry_id = @entry_id AND donor.kind <> 'unnamed';
