-- @rows: donor_look_ups
-- A name that nobody has is left out.
SELECT d.donor_id, r.name_key FROM @rows AS r INNER JOIN donors AS d ON d.name_key = r.name_key;
