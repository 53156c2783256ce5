SELECT gift_entry_id, programme_id, rule_version, donor_id, fund_id, gift_day, counted_minor, donor_total_minor, entitled_minor, left_gift_minor, left_donor_minor, left_fund_minor, left_day_minor, left_programme_minor, left_pot_minor, limited_by, reason, matched_minor, entry_id, place, returned_minor, waived_minor, owed_minor
FROM matches WHERE gift_entry_id = @gift_entry_id;
