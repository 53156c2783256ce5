-- What is to be published and by when, and every version of what was: a correction goes beside what it corrects.

-- What an entity has set; the last version counts, and nothing is asked for before there is one.
CREATE TABLE disclosure_settings (
  entity_id bigint NOT NULL REFERENCES entities,
  version_no bigint NOT NULL CHECK (version_no > 0),
  raises_publicly bigint NOT NULL CHECK (raises_publicly IN (0, 1)),
  watched_from date NOT NULL,
  major_minor bigint NOT NULL CHECK (major_minor > 0),
  reason nvarchar(2000) NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (entity_id, version_no)
);
GO
CREATE TRIGGER disclosure_settings_are_never_updated ON disclosure_settings INSTEAD OF UPDATE AS
THROW 50000, N'what was set stays: set it again', 1;
GO
CREATE TRIGGER disclosure_settings_are_never_deleted ON disclosure_settings INSTEAD OF DELETE AS
THROW 50000, N'what was set stays: set it again', 1;
GO

-- Campaigns and charity projects. The last day is the planned one, and once it is over the one on which it was.
CREATE TABLE disclosure_activities (
  activity_id bigint IDENTITY NOT NULL PRIMARY KEY,
  fund_id bigint NOT NULL REFERENCES funds,
  kind nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL CHECK (kind IN (N'campaign', N'directed', N'project')),
  code nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL UNIQUE,
  name nvarchar(200) NOT NULL,
  first_day date NOT NULL,
  last_day date NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  CHECK (last_day IS NULL OR last_day >= first_day)
);
GO
CREATE TRIGGER disclosure_activities_are_never_deleted ON disclosure_activities INSTEAD OF DELETE AS
THROW 50000, N'an activity is never deleted: end it', 1;
GO

-- What somebody acted upon; what nobody did is derived and stands nowhere.
CREATE TABLE disclosure_items (
  item_id bigint IDENTITY NOT NULL PRIMARY KEY,
  item_key nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL UNIQUE,
  rule_code nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL,
  entity_id bigint NOT NULL REFERENCES entities,
  fund_id bigint NULL REFERENCES funds,
  subject nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  first_day date NOT NULL,
  last_day date NOT NULL,
  due_on date NOT NULL
);
GO
CREATE TRIGGER disclosure_items_are_never_updated ON disclosure_items INSTEAD OF UPDATE AS
THROW 50000, N'what was acted upon stays', 1;
GO
CREATE TRIGGER disclosure_items_are_never_deleted ON disclosure_items INSTEAD OF DELETE AS
THROW 50000, N'what was acted upon stays', 1;
GO

CREATE TABLE disclosure_drafts (
  draft_id bigint IDENTITY NOT NULL PRIMARY KEY,
  item_id bigint NOT NULL REFERENCES disclosure_items,
  prepared_on date NOT NULL,
  known_at bigint NOT NULL,
  checkpoint_size bigint NULL REFERENCES seal_checkpoints,  -- printed on it
  figures nvarchar(max) NOT NULL,  -- JSON
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL
);
CREATE INDEX disclosure_drafts_by_item ON disclosure_drafts (item_id);
GO
CREATE TRIGGER disclosure_drafts_are_never_updated ON disclosure_drafts INSTEAD OF UPDATE AS
THROW 50000, N'a document that was drawn is never changed: draw another', 1;
GO
CREATE TRIGGER disclosure_drafts_are_never_deleted ON disclosure_drafts INSTEAD OF DELETE AS
THROW 50000, N'a document that was drawn is never changed: draw another', 1;
GO

-- The bytes lie among the attachments.
CREATE TABLE disclosure_files (
  draft_id bigint NOT NULL REFERENCES disclosure_drafts,
  file_no bigint NOT NULL CHECK (file_no > 0),
  report nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL,
  language nvarchar(10) COLLATE Latin1_General_BIN2 NOT NULL CHECK (language IN (N'zh-CN', N'en')),
  sha256 varbinary(32) NOT NULL CHECK (DATALENGTH(sha256) = 32),
  file_name nvarchar(260) NOT NULL,
  PRIMARY KEY (draft_id, file_no)
);
CREATE INDEX disclosure_files_by_hash ON disclosure_files (sha256);
GO
CREATE TRIGGER disclosure_files_are_never_updated ON disclosure_files INSTEAD OF UPDATE AS
THROW 50000, N'a document that was drawn is never changed: draw another', 1;
GO
CREATE TRIGGER disclosure_files_are_never_deleted ON disclosure_files INSTEAD OF DELETE AS
THROW 50000, N'a document that was drawn is never changed: draw another', 1;
GO

CREATE TABLE disclosure_versions (
  item_id bigint NOT NULL REFERENCES disclosure_items,
  version_no bigint NOT NULL CHECK (version_no > 0),
  draft_id bigint NOT NULL UNIQUE REFERENCES disclosure_drafts,
  published_on date NOT NULL,
  place nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL CHECK (place IN (N'own', N'outside', N'donors')),
  address nvarchar(400) NOT NULL,
  reason nvarchar(2000) NOT NULL,  -- of a correction; empty for the first
  maker nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  proposal_id bigint NULL REFERENCES proposals,  -- null where nobody else had to agree
  recorded_at bigint NOT NULL,
  PRIMARY KEY (item_id, version_no),
  CHECK (version_no = 1 OR reason <> '')
);
GO
CREATE TRIGGER disclosure_versions_are_never_updated ON disclosure_versions INSTEAD OF UPDATE AS
THROW 50000, N'what was published stays: publish a correction', 1;
GO
CREATE TRIGGER disclosure_versions_are_never_deleted ON disclosure_versions INSTEAD OF DELETE AS
THROW 50000, N'what was published stays: publish a correction', 1;
GO

CREATE TABLE disclosure_exemptions (
  item_id bigint NOT NULL PRIMARY KEY REFERENCES disclosure_items,
  reason nvarchar(2000) NOT NULL,
  decided_on date NOT NULL,
  maker nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  proposal_id bigint NULL REFERENCES proposals,  -- null where nobody else had to agree
  recorded_at bigint NOT NULL
);
GO
CREATE TRIGGER disclosure_exemptions_are_never_updated ON disclosure_exemptions INSTEAD OF UPDATE AS
THROW 50000, N'what was decided stays', 1;
GO
CREATE TRIGGER disclosure_exemptions_are_never_deleted ON disclosure_exemptions INSTEAD OF DELETE AS
THROW 50000, N'what was decided stays', 1;
GO

-- Each stage once for the day it falls due.
CREATE TABLE disclosure_reminders (
  item_key nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  due_on date NOT NULL,
  stage nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL CHECK (stage IN (N'month', N'week', N'day', N'late')),
  day date NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (item_key, due_on, stage)
);
GO
CREATE TRIGGER disclosure_reminders_are_never_updated ON disclosure_reminders INSTEAD OF UPDATE AS
THROW 50000, N'a reminder that was given stays', 1;
GO
CREATE TRIGGER disclosure_reminders_are_never_deleted ON disclosure_reminders INSTEAD OF DELETE AS
THROW 50000, N'a reminder that was given stays', 1;
GO
