-- The first answer is not known here, so the same key again is a conflict: it was used for another operation.
INSERT INTO operations (operation_key, operation, content, outcome, actor, recorded_at)
SELECT @operation_key, N'imported', N'{}', N'null', @actor, @recorded_at
WHERE NOT EXISTS (SELECT 1 FROM operations WHERE operation_key = @operation_key);
