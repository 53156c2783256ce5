INSERT INTO space_investment_voids (space_id, investment_no, reason, actor, recorded_at)
VALUES (@space_id, @investment_no, @reason, @actor, @recorded_at);
