SELECT activity_id, fund_id, kind, code, name, first_day, last_day FROM disclosure_activities ORDER BY first_day, activity_id;
