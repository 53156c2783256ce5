-- Of the gifts to a fund in these days: what each was told by a programme, and what came back since, as known at an entry.
SELECT earned.gift_entry_id, earned.programme_id, earned.rule_version, earned.donor_id, earned.fund_id, earned.gift_day, earned.counted_minor, earned.donor_total_minor, earned.entitled_minor, earned.left_gift_minor, earned.left_donor_minor, earned.left_fund_minor, earned.left_day_minor, earned.left_programme_minor, earned.left_pot_minor, earned.limited_by, earned.reason, earned.matched_minor, earned.entry_id, earned.place,
  (SELECT COALESCE(SUM(back.returned_minor), 0) FROM match_returns back WHERE back.gift_entry_id = earned.gift_entry_id AND back.cause_entry_id <= @last_entry) AS returned_minor,
  (SELECT COALESCE(SUM(back.waived_minor), 0) FROM match_returns back WHERE back.gift_entry_id = earned.gift_entry_id AND back.cause_entry_id <= @last_entry) AS waived_minor,
  (SELECT COALESCE(SUM(back.owed_minor), 0) FROM match_returns back WHERE back.gift_entry_id = earned.gift_entry_id AND back.cause_entry_id <= @last_entry) AS owed_minor,
  gift.amount_minor AS gift_minor, NULL AS room_minor
FROM matches earned JOIN donations gift ON gift.entry_id = earned.gift_entry_id
WHERE earned.fund_id = @fund_id AND earned.gift_day BETWEEN @first_day AND @last_day AND earned.gift_entry_id <= @last_entry AND COALESCE(earned.entry_id, 0) <= @last_entry
UNION ALL
SELECT stop.gift_entry_id, stop.programme_id, stop.rule_version, stop.donor_id, stop.fund_id, stop.gift_day, 0 AS counted_minor, 0 AS donor_total_minor, stop.match_minor AS entitled_minor, NULL AS left_gift_minor, NULL AS left_donor_minor, NULL AS left_fund_minor, NULL AS left_day_minor, NULL AS left_programme_minor, NULL AS left_pot_minor, 'none' AS limited_by, 'cofunding' AS reason, 0 AS matched_minor, NULL AS entry_id, NULL AS place, 0 AS returned_minor, 0 AS waived_minor, 0 AS owed_minor, gift.amount_minor AS gift_minor, stop.room_minor
FROM match_stops stop JOIN donations gift ON gift.entry_id = stop.gift_entry_id
WHERE stop.fund_id = @fund_id AND stop.gift_day BETWEEN @first_day AND @last_day AND stop.gift_entry_id <= @last_entry
  AND NOT EXISTS (SELECT 1 FROM matches earned WHERE earned.gift_entry_id = stop.gift_entry_id)
ORDER BY gift_day, gift_entry_id;
