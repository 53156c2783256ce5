-- Files that somebody asked for and that take a while to draw, so that any node can go on with them after a restart, and hand out what is finished.
-- They are kept some days: each can be drawn again from the books.

CREATE TABLE document_jobs (
  job_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  -- a number that was removed is not given again
  version INTEGER NOT NULL CHECK (version > 0),  -- one more with each change, so that of two changes at once one is refused
  state TEXT NOT NULL CHECK (state IN ('waiting', 'working', 'stopping', 'done', 'failed', 'cancelled', 'expired')),
  kind TEXT NOT NULL,
  parameters TEXT NOT NULL,  -- JSON, as the kind writes it
  language TEXT NOT NULL CHECK (language IN ('zh-CN', 'en')),
  account TEXT NOT NULL,  -- who asked, and alone may have it
  done INTEGER NOT NULL CHECK (done >= 0),
  total INTEGER NOT NULL CHECK (total >= 0),  -- 0 while it is not known
  failure TEXT,  -- JSON: why it was not drawn
  file_name TEXT,
  media_type TEXT,
  file_sha256 BLOB CHECK (length(file_sha256) = 32),
  size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
  holder TEXT NOT NULL,  -- the node that draws it; empty when none does
  lease_until INTEGER NOT NULL,  -- a node that was not heard of by then is taken for lost
  attempts INTEGER NOT NULL CHECK (attempts >= 0),
  asked_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  CHECK (state NOT IN ('done', 'expired') OR (file_name IS NOT NULL AND media_type IS NOT NULL AND file_sha256 IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX document_jobs_one_of_an_account ON document_jobs (account) WHERE state IN ('working', 'stopping');
CREATE INDEX document_jobs_by_account ON document_jobs (account, job_id);

CREATE TABLE document_job_parts (
  job_id INTEGER NOT NULL REFERENCES document_jobs,
  part_no INTEGER NOT NULL CHECK (part_no >= 0),
  content BLOB NOT NULL CHECK (length(content) BETWEEN 1 AND 1048576),
  PRIMARY KEY (job_id, part_no)
) STRICT;
