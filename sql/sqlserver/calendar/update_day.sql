UPDATE calendar_days SET kind = @kind, name = @name, origin = @origin, actor = @actor, recorded_at = @recorded_at WHERE day = @day;
