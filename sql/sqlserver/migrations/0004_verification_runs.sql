-- Each time the books were verified while the program ran: begun first, so that two at once do one, and ended with what was found.

CREATE TABLE verification_runs (
  run_id bigint IDENTITY NOT NULL PRIMARY KEY,
  status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT verification_runs_status CHECK (status IN (N'running', N'sound', N'unsound', N'stopped', N'failed')),
  started_at bigint NOT NULL,
  started_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,  -- opaque id of who asked, or of the schedule
  seen_at bigint NOT NULL,  -- when it last said how far it was
  ended_at bigint NULL,
  entry_count bigint NOT NULL CHECK (entry_count >= 0),  -- read so far
  finding_count bigint NOT NULL CHECK (finding_count >= 0),
  first_finding_zh nvarchar(max) NOT NULL,
  first_finding_en nvarchar(max) NOT NULL,
  -- Of the table: the server lets a column's own CHECK name no other column.
  CHECK (seen_at >= started_at),
  CHECK (ended_at >= started_at),
  CHECK ((status = N'running' AND ended_at IS NULL) OR (status <> N'running' AND ended_at IS NOT NULL))
);
CREATE UNIQUE INDEX verification_runs_one_running ON verification_runs (status) WHERE status = N'running';
