-- Lists that were uploaded and wait to be mapped, imported or mended, so that any node can go on with them after a restart.
-- They name people: each goes when its rows are all in, when someone removes it, or after some days.

CREATE TABLE import_uploads (
  upload_id bigint IDENTITY NOT NULL PRIMARY KEY,
  version bigint NOT NULL CHECK (version > 0),  -- one more with each change, so that of two changes at once one is refused
  state nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT import_uploads_state
    CHECK (state IN (N'receiving', N'waiting', N'queued', N'running', N'stopping', N'stopped', N'refused', N'done')),
  file_name nvarchar(260) NOT NULL,
  file_sha256 varbinary(32) NULL CHECK (DATALENGTH(file_sha256) = 32),  -- null while it is being received
  size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
  settings nvarchar(max) NOT NULL,  -- JSON: the fund, how the list is read, and what was answered
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  entity_id bigint NULL REFERENCES entities,  -- null until it is started
  rows_total bigint NOT NULL CHECK (rows_total >= 0),
  result nvarchar(max) NULL,  -- JSON: how the last run ended
  holder nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,  -- the node that runs it; empty when none does
  lease_until bigint NOT NULL,  -- a run that was not heard of by then may be taken over
  attempts bigint NOT NULL CHECK (attempts >= 0),
  uploaded_at bigint NOT NULL,
  changed_at bigint NOT NULL
);
CREATE UNIQUE INDEX import_uploads_run_one_by_one ON import_uploads (entity_id) WHERE state IN (N'running', N'stopping');

CREATE TABLE import_upload_parts (
  upload_id bigint NOT NULL REFERENCES import_uploads,
  part_no bigint NOT NULL CHECK (part_no >= 0),
  content varbinary(max) NOT NULL CHECK (DATALENGTH(content) BETWEEN 1 AND 1048576),
  PRIMARY KEY (upload_id, part_no)
);

-- Which entries a list became.
CREATE INDEX donations_by_import ON donations (import_id, import_row) WHERE import_id IS NOT NULL;
