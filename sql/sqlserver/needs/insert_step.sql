INSERT INTO need_steps (need_id, step, version_no, held_on, minutes, attendance, votes_for, votes_against, votes_abstained, reason, actor, recorded_at)
VALUES (@need_id, @step, @version_no, @held_on, @minutes, @attendance, @votes_for, @votes_against, @votes_abstained, @reason, @actor, @recorded_at);
