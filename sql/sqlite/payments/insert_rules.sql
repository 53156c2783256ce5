INSERT INTO payment_rules (version_no, cooling_days, actor, recorded_at)
VALUES (@version_no, @cooling_days, @actor, @recorded_at);
