-- Grant programmes with versions of their terms, rounds that open and close, and applications with every version that was handed in.
-- How this differs from the SQLite script is said in 0001_ledger.

CREATE TABLE grant_programmes (
  programme_id bigint IDENTITY NOT NULL PRIMARY KEY,
  code nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL UNIQUE,
  entity_id bigint NOT NULL REFERENCES entities,
  fund_id bigint NOT NULL REFERENCES funds,
  kind nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT grant_programmes_kind CHECK (kind IN (N'venture', N'support')),
  name_zh nvarchar(200) NOT NULL,
  name_en nvarchar(200) NOT NULL,
  version_no bigint NOT NULL CHECK (version_no > 0),  -- the last version of its terms
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL
);
GO
CREATE TRIGGER grant_programmes_keep_what_they_are ON grant_programmes AFTER UPDATE AS
IF EXISTS (
  SELECT programme_id, code, entity_id, fund_id, kind, name_zh, name_en, actor, recorded_at FROM deleted
  EXCEPT SELECT programme_id, code, entity_id, fund_id, kind, name_zh, name_en, actor, recorded_at FROM inserted)
  THROW 50000, N'a grant programme is never changed: amend its terms', 1;
GO
CREATE TRIGGER grant_programmes_are_never_deleted ON grant_programmes INSTEAD OF DELETE AS
THROW 50000, N'a grant programme is never deleted', 1;
GO

-- The last version counts for rounds opened from now on; a round keeps the one it was opened with.
CREATE TABLE grant_programme_versions (
  programme_id bigint NOT NULL REFERENCES grant_programmes,
  version_no bigint NOT NULL CHECK (version_no > 0),
  terms nvarchar(max) NOT NULL,  -- JSON
  terms_sha256 varbinary(32) NOT NULL CHECK (DATALENGTH(terms_sha256) = 32),
  reason nvarchar(max) NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  proposal_id bigint NULL REFERENCES proposals,  -- in which another agreed; null in books without people
  recorded_at bigint NOT NULL,
  PRIMARY KEY (programme_id, version_no)
);
GO
CREATE TRIGGER grant_programme_versions_are_never_updated ON grant_programme_versions INSTEAD OF UPDATE AS
THROW 50000, N'terms are never changed: add a version', 1;
GO
CREATE TRIGGER grant_programme_versions_are_never_deleted ON grant_programme_versions INSTEAD OF DELETE AS
THROW 50000, N'terms are never deleted', 1;
GO

-- Moments are whole minutes in microseconds since 1970-01-01 UTC. last_number is the last application's within the round.
CREATE TABLE grant_rounds (
  round_id bigint IDENTITY NOT NULL PRIMARY KEY,
  programme_id bigint NOT NULL,
  version_no bigint NOT NULL,
  code nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL UNIQUE,
  name_zh nvarchar(200) NOT NULL,
  name_en nvarchar(200) NOT NULL,
  opens_at bigint NOT NULL,
  closes_at bigint NOT NULL,
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL,
  budget_minor bigint NOT NULL CHECK (budget_minor > 0),
  last_number bigint NOT NULL CHECK (last_number >= 0),
  closed_at bigint NULL,  -- when what was not handed in was moved; null while that is to come
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  FOREIGN KEY (programme_id, version_no) REFERENCES grant_programme_versions,
  CHECK (opens_at < closes_at)
);
CREATE INDEX grant_rounds_by_programme ON grant_rounds (programme_id);
GO
CREATE TRIGGER grant_rounds_keep_what_they_were_opened_with ON grant_rounds AFTER UPDATE AS
IF EXISTS (
  SELECT round_id, programme_id, version_no, code, name_zh, name_en, opens_at, currency, budget_minor, actor, recorded_at FROM deleted
  EXCEPT SELECT round_id, programme_id, version_no, code, name_zh, name_en, opens_at, currency, budget_minor, actor, recorded_at FROM inserted)
  THROW 50000, N'a round keeps what it was opened with', 1;
GO
CREATE TRIGGER grant_rounds_are_never_deleted ON grant_rounds INSTEAD OF DELETE AS
THROW 50000, N'a round is never deleted', 1;
GO

-- Each time a round's end was moved, and why.
CREATE TABLE grant_round_changes (
  round_id bigint NOT NULL REFERENCES grant_rounds,
  change_no bigint NOT NULL CHECK (change_no > 0),
  closes_at_before bigint NOT NULL,
  closes_at bigint NOT NULL,
  reason nvarchar(max) NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (round_id, change_no)
);
GO
CREATE TRIGGER grant_round_changes_are_never_updated ON grant_round_changes INSTEAD OF UPDATE AS
THROW 50000, N'a change of a round is never changed', 1;
GO
CREATE TRIGGER grant_round_changes_are_never_deleted ON grant_round_changes INSTEAD OF DELETE AS
THROW 50000, N'a change of a round is never deleted', 1;
GO

-- The draft is what is being written; what was handed in stands in application_versions.
CREATE TABLE applications (
  application_id bigint IDENTITY NOT NULL PRIMARY KEY,
  number nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL UNIQUE,
  round_id bigint NOT NULL REFERENCES grant_rounds,
  organisation_id bigint NOT NULL REFERENCES organisations,
  status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT applications_status CHECK (status IN (N'draft', N'submitted', N'changes-requested', N'withdrawn', N'missed-deadline', N'ineligible', N'in-review', N'reviewed', N'awarded', N'declined')),
  category nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL,  -- empty until chosen
  title nvarchar(200) NOT NULL,  -- empty until written
  draft nvarchar(max) NOT NULL,  -- JSON
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL,
  requested_minor bigint NOT NULL CHECK (requested_minor >= 0),
  own_minor bigint NOT NULL CHECK (own_minor >= 0),
  save_no bigint NOT NULL CHECK (save_no >= 0),
  deadline_at bigint NULL,  -- its own, where one was given; null for the round's
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL
);
CREATE INDEX applications_by_round ON applications (round_id, status);
CREATE INDEX applications_by_organisation ON applications (organisation_id);
GO
CREATE TRIGGER applications_keep_who_applies_where ON applications AFTER UPDATE AS
IF EXISTS (
  SELECT application_id, number, round_id, organisation_id, currency, actor, recorded_at FROM deleted
  EXCEPT SELECT application_id, number, round_id, organisation_id, currency, actor, recorded_at FROM inserted)
  THROW 50000, N'an application keeps its number, round and organisation', 1;
GO
CREATE TRIGGER applications_are_never_deleted ON applications INSTEAD OF DELETE AS
THROW 50000, N'an application is never deleted: withdraw it', 1;
GO

-- What was certified and handed in, byte for byte.
CREATE TABLE application_versions (
  application_id bigint NOT NULL REFERENCES applications,
  version_no bigint NOT NULL CHECK (version_no > 0),
  content nvarchar(max) NOT NULL,  -- JSON
  content_sha256 varbinary(32) NOT NULL CHECK (DATALENGTH(content_sha256) = 32),
  certified_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (application_id, version_no)
);
GO
CREATE TRIGGER application_versions_are_never_updated ON application_versions INSTEAD OF UPDATE AS
THROW 50000, N'what was handed in is never changed', 1;
GO
CREATE TRIGGER application_versions_are_never_deleted ON application_versions INSTEAD OF DELETE AS
THROW 50000, N'what was handed in is never deleted', 1;
GO

-- Every status an application came to, and why.
CREATE TABLE application_moves (
  application_id bigint NOT NULL REFERENCES applications,
  move_no bigint NOT NULL CHECK (move_no > 0),
  from_status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL,
  to_status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL,
  reason nvarchar(max) NOT NULL,  -- empty where none is asked for
  deadline_at bigint NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (application_id, move_no)
);
GO
CREATE TRIGGER application_moves_are_never_updated ON application_moves INSTEAD OF UPDATE AS
THROW 50000, N'a move is never changed', 1;
GO
CREATE TRIGGER application_moves_are_never_deleted ON application_moves INSTEAD OF DELETE AS
THROW 50000, N'a move is never deleted', 1;
GO

-- The trail of eligibility: every answer that was given, those that make ineligible with the reason the terms give.
CREATE TABLE application_eligibility (
  application_id bigint NOT NULL REFERENCES applications,
  answer_no bigint NOT NULL CHECK (answer_no > 0),
  question nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL,
  answer nvarchar(400) NOT NULL,
  makes_ineligible bigint NOT NULL CHECK (makes_ineligible IN (0, 1)),
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (application_id, answer_no)
);
GO
CREATE TRIGGER application_eligibility_is_never_updated ON application_eligibility INSTEAD OF UPDATE AS
THROW 50000, N'an answer is never changed: give another', 1;
GO
CREATE TRIGGER application_eligibility_is_never_deleted ON application_eligibility INSTEAD OF DELETE AS
THROW 50000, N'an answer is never deleted', 1;
GO

-- Who works on one application, beside those whose role in the organisation lets them.
CREATE TABLE application_members (
  application_id bigint NOT NULL REFERENCES applications,
  person_id nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL REFERENCES people,
  role nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT application_members_role CHECK (role IN (N'viewer', N'editor', N'removed')),
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (application_id, person_id)
);
CREATE INDEX application_members_by_person ON application_members (person_id);
GO
CREATE TRIGGER application_members_are_never_deleted ON application_members INSTEAD OF DELETE AS
THROW 50000, N'a member is removed, never deleted', 1;
