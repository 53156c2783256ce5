-- Lists that were uploaded and wait to be mapped, imported or mended, so that any node can go on with them after a restart.
-- They name people: each goes when its rows are all in, when someone removes it, or after some days.

CREATE TABLE import_uploads (
  upload_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  -- a number that was removed is not given again
  version INTEGER NOT NULL CHECK (version > 0),  -- one more with each change, so that of two changes at once one is refused
  state TEXT NOT NULL CHECK (state IN ('receiving', 'waiting', 'queued', 'running', 'stopping', 'stopped', 'refused', 'done')),
  file_name TEXT NOT NULL,
  file_sha256 BLOB CHECK (length(file_sha256) = 32),  -- null while it is being received
  size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
  settings TEXT NOT NULL,  -- JSON: the fund, how the list is read, and what was answered
  actor TEXT NOT NULL,
  entity_id INTEGER REFERENCES entities,  -- null until it is started
  rows_total INTEGER NOT NULL CHECK (rows_total >= 0),
  result TEXT,  -- JSON: how the last run ended
  holder TEXT NOT NULL,  -- the node that runs it; empty when none does
  lease_until INTEGER NOT NULL,  -- a run that was not heard of by then may be taken over
  attempts INTEGER NOT NULL CHECK (attempts >= 0),
  uploaded_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX import_uploads_run_one_by_one ON import_uploads (entity_id) WHERE state IN ('running', 'stopping');

CREATE TABLE import_upload_parts (
  upload_id INTEGER NOT NULL REFERENCES import_uploads,
  part_no INTEGER NOT NULL CHECK (part_no >= 0),
  content BLOB NOT NULL CHECK (length(content) BETWEEN 1 AND 1048576),
  PRIMARY KEY (upload_id, part_no)
) STRICT;

-- Which entries a list became.
CREATE INDEX donations_by_import ON donations (import_id, import_row) WHERE import_id IS NOT NULL;
