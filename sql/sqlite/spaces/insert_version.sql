INSERT INTO space_versions (space_id, version_no, name, centre_id, place, square_decimetres, functions, ownership, operation_model, opened_on, reason, actor, recorded_at)
VALUES (@space_id, @version_no, @name, @centre_id, @place, @square_decimetres, @functions, @ownership, @operation_model, @opened_on, @reason, @actor, @recorded_at);
