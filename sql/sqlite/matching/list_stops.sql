-- Last recorded first, from a cursor down.
SELECT gift_entry_id, programme_id, rule_version, donor_id, fund_id, gift_day, match_minor, room_minor FROM match_stops WHERE programme_id = @programme_id AND gift_entry_id < @before ORDER BY gift_entry_id DESC LIMIT @row_count;
