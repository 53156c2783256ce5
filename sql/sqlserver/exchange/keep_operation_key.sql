-- The first answer is not known here, so the same key again is a conflict: it was used for another operation.
-- There is no ON CONFLICT. Of two nodes that keep one key at once the primary key refuses the later, and its operation runs again.
INSERT INTO operations (operation_key, operation, content, outcome, actor, recorded_at)
SELECT @operation_key, N'imported', N'{}', N'null', @actor, @recorded_at
WHERE NOT EXISTS (SELECT 1 FROM operations WHERE operation_key = @operation_key);
