-- Working days as people keep them; the directory of social organisations: profile, people, qualification documents, renewals, bars.
-- How this differs from the SQLite script is said in 0001_ledger.

-- Days that differ from Monday to Friday. They go before what the program ships with; 'ordinary' takes back a day that it ships.
CREATE TABLE calendar_days (
  day date NOT NULL PRIMARY KEY,
  kind nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (kind IN (N'holiday', N'make-up', N'ordinary')),
  name nvarchar(200) NOT NULL,
  origin nvarchar(400) NOT NULL,  -- the notice that says so
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL
);

CREATE TABLE organisations (
  organisation_id bigint IDENTITY NOT NULL PRIMARY KEY,
  code nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL UNIQUE,
  credit_code nvarchar(18) COLLATE Latin1_General_BIN2 NULL,  -- null where the neighbourhood only keeps it on file
  version_no bigint NOT NULL CHECK (version_no > 0),  -- of the profile that counts
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL
);
CREATE UNIQUE INDEX organisations_by_credit_code ON organisations (credit_code) WHERE credit_code IS NOT NULL;
GO
CREATE TRIGGER organisations_are_never_deleted ON organisations INSTEAD OF DELETE AS
THROW 50000, N'an organisation is never deleted: it leaves', 1;
GO

CREATE TABLE organisation_versions (
  organisation_id bigint NOT NULL REFERENCES organisations,
  version_no bigint NOT NULL CHECK (version_no > 0),
  credit_code nvarchar(18) COLLATE Latin1_General_BIN2 NULL,
  name nvarchar(200) NOT NULL,
  kind nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL,
  fields nvarchar(400) NOT NULL,  -- of work, each on a line
  place nvarchar(200) NOT NULL,
  founded_on date NULL,
  payee nvarchar(40) COLLATE Latin1_General_BIN2 NULL,  -- code of the payee, in whichever entity pays
  reason nvarchar(400) NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (organisation_id, version_no)
);
GO
CREATE TRIGGER organisation_versions_are_never_updated ON organisation_versions INSTEAD OF UPDATE AS
THROW 50000, N'a profile is never changed: add a version', 1;
GO
CREATE TRIGGER organisation_versions_are_never_deleted ON organisation_versions INSTEAD OF DELETE AS
THROW 50000, N'a profile is never deleted', 1;
GO

-- Suspended and resumed, left and returned: the last of each pair counts.
CREATE TABLE organisation_events (
  organisation_id bigint NOT NULL REFERENCES organisations,
  event_no bigint NOT NULL CHECK (event_no > 0),
  kind nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (kind IN (N'suspended', N'resumed', N'left', N'returned')),
  day date NOT NULL,
  reason nvarchar(400) NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (organisation_id, event_no)
);
GO
CREATE TRIGGER organisation_events_are_never_updated ON organisation_events INSTEAD OF UPDATE AS
THROW 50000, N'what happened to an organisation is never changed', 1;
GO
CREATE TRIGGER organisation_events_are_never_deleted ON organisation_events INSTEAD OF DELETE AS
THROW 50000, N'what happened to an organisation is never deleted', 1;
GO

-- From the first to the last day nothing is awarded. Two people take a bar back, and it stays readable.
CREATE TABLE organisation_bars (
  bar_id bigint IDENTITY NOT NULL PRIMARY KEY,
  organisation_id bigint NOT NULL REFERENCES organisations,
  first_day date NOT NULL,
  last_day date NOT NULL,
  reason nvarchar(400) NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  CHECK (first_day <= last_day)
);
CREATE INDEX organisation_bars_by_organisation ON organisation_bars (organisation_id);
GO
CREATE TRIGGER organisation_bars_are_never_updated ON organisation_bars INSTEAD OF UPDATE AS
THROW 50000, N'a bar is never changed: take it back', 1;
GO
CREATE TRIGGER organisation_bars_are_never_deleted ON organisation_bars INSTEAD OF DELETE AS
THROW 50000, N'a bar is never deleted: take it back', 1;
GO
CREATE TABLE organisation_bar_ends (
  bar_id bigint NOT NULL PRIMARY KEY REFERENCES organisation_bars,
  ended_on date NOT NULL,
  reason nvarchar(400) NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  proposal_id bigint NULL REFERENCES proposals,  -- in which another agreed; null in books without people
  recorded_at bigint NOT NULL
);
GO
CREATE TRIGGER organisation_bar_ends_are_never_updated ON organisation_bar_ends INSTEAD OF UPDATE AS
THROW 50000, N'a bar that was taken back stays taken back', 1;
GO
CREATE TRIGGER organisation_bar_ends_are_never_deleted ON organisation_bar_ends INSTEAD OF DELETE AS
THROW 50000, N'a bar that was taken back stays taken back', 1;
GO

-- People of an organisation. Name and telephone are null once erased, and so are the keys beside them: HMACs, to find the same person elsewhere without showing them. The number of an identity card is kept as its key alone.
CREATE TABLE organisation_persons (
  person_no bigint IDENTITY NOT NULL PRIMARY KEY,
  organisation_id bigint NOT NULL REFERENCES organisations,
  relation nvarchar(30) COLLATE Latin1_General_BIN2 NOT NULL,
  name nvarchar(200) NULL,
  name_key varbinary(32) NULL CHECK (DATALENGTH(name_key) = 32),
  phone nvarchar(40) NULL,
  phone_key varbinary(32) NULL CHECK (DATALENGTH(phone_key) = 32),
  id_key varbinary(32) NULL CHECK (DATALENGTH(id_key) = 32),
  since date NULL,
  until date NULL,  -- last day, included
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  CHECK (name IS NOT NULL OR (name_key IS NULL AND phone IS NULL AND phone_key IS NULL AND id_key IS NULL))
);
CREATE INDEX organisation_persons_by_organisation ON organisation_persons (organisation_id);
GO
CREATE TRIGGER organisation_persons_are_never_deleted ON organisation_persons INSTEAD OF DELETE AS
THROW 50000, N'a person of an organisation is never deleted: erase the name', 1;
GO

-- Organisations it comes from or belongs to, in the directory or not.
CREATE TABLE organisation_relations (
  relation_no bigint IDENTITY NOT NULL PRIMARY KEY,
  organisation_id bigint NOT NULL REFERENCES organisations,
  relation nvarchar(30) COLLATE Latin1_General_BIN2 NOT NULL,
  other_name nvarchar(200) NOT NULL,
  other_credit_code nvarchar(18) COLLATE Latin1_General_BIN2 NULL,
  since date NULL,
  until date NULL,  -- last day, included
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL
);
CREATE INDEX organisation_relations_by_organisation ON organisation_relations (organisation_id);
GO
CREATE TRIGGER organisation_relations_are_never_deleted ON organisation_relations INSTEAD OF DELETE AS
THROW 50000, N'a relation is never deleted: end it', 1;
GO

CREATE TABLE qualifications (
  qualification_id bigint IDENTITY NOT NULL PRIMARY KEY,
  organisation_id bigint NOT NULL REFERENCES organisations,
  kind nvarchar(30) COLLATE Latin1_General_BIN2 NOT NULL,
  number nvarchar(200) NOT NULL,
  valid_from date NOT NULL,
  valid_to date NULL,  -- last day, included; null without an end
  sha256 varbinary(32) NOT NULL CHECK (DATALENGTH(sha256) = 32),
  file_name nvarchar(260) NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  CHECK (valid_to IS NULL OR valid_from <= valid_to)
);
CREATE INDEX qualifications_by_organisation ON qualifications (organisation_id);
GO
CREATE TRIGGER qualifications_are_never_updated ON qualifications INSTEAD OF UPDATE AS
THROW 50000, N'a qualification document is never changed: add another', 1;
GO
CREATE TRIGGER qualifications_are_never_deleted ON qualifications INSTEAD OF DELETE AS
THROW 50000, N'a qualification document is never deleted', 1;
GO

-- Another person looked at the document; the last look counts.
CREATE TABLE qualification_checks (
  qualification_id bigint NOT NULL REFERENCES qualifications,
  check_no bigint NOT NULL CHECK (check_no > 0),
  is_verified bigint NOT NULL CHECK (is_verified IN (0, 1)),
  reason nvarchar(400) NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (qualification_id, check_no)
);
GO
CREATE TRIGGER qualification_checks_are_never_updated ON qualification_checks INSTEAD OF UPDATE AS
THROW 50000, N'a check is never changed: check again', 1;
GO
CREATE TRIGGER qualification_checks_are_never_deleted ON qualification_checks INSTEAD OF DELETE AS
THROW 50000, N'a check is never deleted', 1;
GO

-- What the yearly renewal has come to: each stage once for the day the qualification ends.
CREATE TABLE organisation_renewals (
  organisation_id bigint NOT NULL REFERENCES organisations,
  ends_on date NOT NULL,
  stage nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (stage IN (N'opened', N'reminded', N'lapsed')),
  day date NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (organisation_id, ends_on, stage)
);
GO
CREATE TRIGGER organisation_renewals_are_never_updated ON organisation_renewals INSTEAD OF UPDATE AS
THROW 50000, N'a stage of a renewal is never changed', 1;
GO
CREATE TRIGGER organisation_renewals_are_never_deleted ON organisation_renewals INSTEAD OF DELETE AS
THROW 50000, N'a stage of a renewal is never deleted', 1;
GO

-- What the directory asks for; the last version counts.
CREATE TABLE directory_rules (
  version_no bigint NOT NULL PRIMARY KEY CHECK (version_no > 0),
  opens_before bigint NOT NULL CHECK (opens_before BETWEEN 1 AND 366),  -- days before the qualification ends
  reminds_before bigint NOT NULL CHECK (reminds_before BETWEEN 1 AND 366),
  required nvarchar(1000) NOT NULL,  -- documents by kind of organisation, as JSON
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  CHECK (reminds_before <= opens_before)
);
GO
CREATE TRIGGER directory_rules_are_never_updated ON directory_rules INSTEAD OF UPDATE AS
THROW 50000, N'rules of the directory are never changed: set new ones', 1;
GO
CREATE TRIGGER directory_rules_are_never_deleted ON directory_rules INSTEAD OF DELETE AS
THROW 50000, N'rules of the directory are never deleted', 1;
GO
