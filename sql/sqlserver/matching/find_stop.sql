-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT gift_entry_id, programme_id, rule_version, donor_id, fund_id, CONVERT(char(10), gift_day, 23) AS gift_day, match_minor, room_minor FROM match_stops WHERE gift_entry_id = @gift_entry_id;
