-- @rows: donors_rows
-- Two nodes that insert one name at once: the unique index refuses the later one, and its operation runs again.
INSERT INTO donors (kind, name, name_key, is_anonymous) SELECT r.kind, r.name, r.name_key, r.is_anonymous FROM @rows AS r;
