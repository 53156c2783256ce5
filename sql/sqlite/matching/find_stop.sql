SELECT gift_entry_id, programme_id, rule_version, donor_id, fund_id, gift_day, match_minor, room_minor FROM match_stops WHERE gift_entry_id = @gift_entry_id;
