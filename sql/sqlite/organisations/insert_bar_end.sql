INSERT INTO organisation_bar_ends (bar_id, ended_on, reason, actor, proposal_id, recorded_at)
VALUES (@bar_id, @ended_on, @reason, @actor, @proposal_id, @recorded_at);
