-- Files that somebody asked for and that take a while to draw, so that any node can go on with them after a restart, and hand out what is finished.
-- They are kept some days: each can be drawn again from the books.

CREATE TABLE document_jobs (
  job_id bigint IDENTITY NOT NULL PRIMARY KEY,
  version bigint NOT NULL CHECK (version > 0),  -- one more with each change, so that of two changes at once one is refused
  state nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT document_jobs_state
    CHECK (state IN (N'waiting', N'working', N'stopping', N'done', N'failed', N'cancelled', N'expired')),
  kind nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL,
  parameters nvarchar(max) NOT NULL,  -- JSON, as the kind writes it
  language nvarchar(10) COLLATE Latin1_General_BIN2 NOT NULL CHECK (language IN (N'zh-CN', N'en')),
  account nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,  -- who asked, and alone may have it
  done bigint NOT NULL CHECK (done >= 0),
  total bigint NOT NULL CHECK (total >= 0),  -- 0 while it is not known
  failure nvarchar(max) NULL,  -- JSON: why it was not drawn
  file_name nvarchar(200) NULL,
  media_type nvarchar(100) COLLATE Latin1_General_BIN2 NULL,
  file_sha256 varbinary(32) NULL CHECK (DATALENGTH(file_sha256) = 32),
  size_bytes bigint NOT NULL CHECK (size_bytes >= 0),
  holder nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,  -- the node that draws it; empty when none does
  lease_until bigint NOT NULL,  -- a node that was not heard of by then is taken for lost
  attempts bigint NOT NULL CHECK (attempts >= 0),
  asked_at bigint NOT NULL,
  changed_at bigint NOT NULL,
  CHECK (state NOT IN (N'done', N'expired') OR (file_name IS NOT NULL AND media_type IS NOT NULL AND file_sha256 IS NOT NULL))
);
CREATE UNIQUE INDEX document_jobs_one_of_an_account ON document_jobs (account) WHERE state IN (N'working', N'stopping');
CREATE INDEX document_jobs_by_account ON document_jobs (account, job_id);

CREATE TABLE document_job_parts (
  job_id bigint NOT NULL REFERENCES document_jobs,
  part_no bigint NOT NULL CHECK (part_no >= 0),
  content varbinary(max) NOT NULL CHECK (DATALENGTH(content) BETWEEN 1 AND 1048576),
  PRIMARY KEY (job_id, part_no)
);
