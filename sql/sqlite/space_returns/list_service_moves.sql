-- Of one space, or of all.
SELECT space_id, service_no, move_no, kind, hundredth_hours, value_minor, day, what, evidence_sha256, entry_id
FROM space_service_moves WHERE @space_id = 0 OR space_id = @space_id ORDER BY space_id, service_no, move_no;
