-- The first answer is not known here, so the same key again is a conflict: it was used for another operation.
-- One row of VALUES: a SELECT here would open a statement journal, which costs more the more one write holds.
INSERT INTO operations (operation_key, operation, content, outcome, actor, recorded_at)
VALUES (@operation_key, 'imported', '{}', 'null', @actor, @recorded_at)
ON CONFLICT (operation_key) DO NOTHING;
