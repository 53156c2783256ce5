SELECT match_id, state, day, note, actor FROM need_match_events ORDER BY match_id, event_no;
