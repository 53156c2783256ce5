INSERT INTO operations (operation_key, operation, content, outcome, actor, recorded_at)
VALUES (@operation_key, @operation, @content, @outcome, @actor, @recorded_at);
