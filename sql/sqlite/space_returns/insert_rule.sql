INSERT INTO space_return_rules (space_id, version_no, first_day, basis, tiers, due_days, reason, actor, recorded_at)
VALUES (@space_id, @version_no, @first_day, @basis, @tiers, @due_days, @reason, @actor, @recorded_at);
