INSERT INTO need_match_events (match_id, event_no, state, day, note, actor, recorded_at)
VALUES (@match_id, @event_no, @state, @day, @note, @actor, @recorded_at);
