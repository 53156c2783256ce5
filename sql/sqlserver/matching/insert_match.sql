-- @rows: matches_rows
INSERT INTO matches (gift_entry_id, programme_id, rule_version, donor_id, fund_id, gift_day, counted_minor, donor_total_minor, entitled_minor, left_gift_minor, left_donor_minor, left_fund_minor, left_day_minor, left_programme_minor, left_pot_minor, limited_by, reason, matched_minor, entry_id, place, returned_minor, waived_minor, owed_minor)
SELECT r.gift_entry_id, r.programme_id, r.rule_version, r.donor_id, r.fund_id, r.gift_day, r.counted_minor, r.donor_total_minor, r.entitled_minor, r.left_gift_minor, r.left_donor_minor, r.left_fund_minor, r.left_day_minor, r.left_programme_minor, r.left_pot_minor, r.limited_by, r.reason, r.matched_minor, r.entry_id, r.place, 0, 0, 0
FROM @rows AS r;
