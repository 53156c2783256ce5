-- @rows: match_stops_rows
INSERT INTO match_stops (gift_entry_id, programme_id, rule_version, donor_id, fund_id, gift_day, match_minor, room_minor)
SELECT r.gift_entry_id, r.programme_id, r.rule_version, r.donor_id, r.fund_id, r.gift_day, r.match_minor, r.room_minor FROM @rows AS r;
