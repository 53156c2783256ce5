-- Each time the books were verified while the program ran: begun first, so that two at once do one, and ended with what was found.

CREATE TABLE verification_runs (
  run_id INTEGER NOT NULL PRIMARY KEY,
  status TEXT NOT NULL CHECK (status IN ('running', 'sound', 'unsound', 'stopped', 'failed')),
  started_at INTEGER NOT NULL,
  started_by TEXT NOT NULL,  -- opaque id of who asked, or of the schedule
  seen_at INTEGER NOT NULL CHECK (seen_at >= started_at),  -- when it last said how far it was
  ended_at INTEGER CHECK (ended_at >= started_at),
  entry_count INTEGER NOT NULL CHECK (entry_count >= 0),  -- read so far
  finding_count INTEGER NOT NULL CHECK (finding_count >= 0),
  first_finding_zh TEXT NOT NULL,
  first_finding_en TEXT NOT NULL,
  CHECK ((status = 'running') = (ended_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX verification_runs_one_running ON verification_runs (status) WHERE status = 'running';
