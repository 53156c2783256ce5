SELECT step, version_no, held_on, minutes, attendance, votes_for, votes_against, votes_abstained, reason, actor FROM need_steps WHERE need_id = @need_id;
