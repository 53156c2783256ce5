INSERT INTO space_service_moves (space_id, service_no, move_no, kind, hundredth_hours, value_minor, day, what, evidence_sha256, entry_id, actor, recorded_at)
VALUES (@space_id, @service_no, @move_no, @kind, @hundredth_hours, @value_minor, @day, @what, @evidence_sha256, @entry_id, @actor, @recorded_at);
