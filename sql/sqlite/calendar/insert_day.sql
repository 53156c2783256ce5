INSERT INTO calendar_days (day, kind, name, origin, actor, recorded_at) VALUES (@day, @kind, @name, @origin, @actor, @recorded_at);
