INSERT INTO match_stops (gift_entry_id, programme_id, rule_version, donor_id, fund_id, gift_day, match_minor, room_minor)
VALUES (@gift_entry_id, @programme_id, @rule_version, @donor_id, @fund_id, @gift_day, @match_minor, @room_minor);
