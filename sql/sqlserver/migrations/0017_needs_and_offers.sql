-- What neighbourhoods need, what organisations offer, which was matched to which, and the five steps with their evidence.
-- How this differs from the SQLite script is said in 0001_ledger.

CREATE TABLE needs (
  need_id bigint IDENTITY NOT NULL PRIMARY KEY,
  code nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL UNIQUE,
  fund_id bigint NOT NULL REFERENCES funds,
  version_no bigint NOT NULL CHECK (version_no > 0),  -- that counts
  closed_on date NULL,
  close_reason nvarchar(400) NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  CHECK ((closed_on IS NULL AND close_reason IS NULL) OR (closed_on IS NOT NULL AND close_reason IS NOT NULL))
);
CREATE INDEX needs_by_fund ON needs (fund_id);
GO
CREATE TRIGGER needs_are_never_deleted ON needs INSTEAD OF DELETE AS
THROW 50000, N'a need is never deleted: close it', 1;
GO

CREATE TABLE need_versions (
  need_id bigint NOT NULL REFERENCES needs,
  version_no bigint NOT NULL CHECK (version_no > 0),
  title nvarchar(200) NOT NULL,
  description nvarchar(max) NOT NULL,
  field nvarchar(200) NOT NULL,
  place nvarchar(200) NOT NULL,
  wanted_by date NULL,
  amount_minor bigint NULL CHECK (amount_minor > 0),  -- roughly, in the currency of the fund
  steps nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,  -- those it demands of the five, separated by commas
  reason nvarchar(400) NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (need_id, version_no)
);
GO
CREATE TRIGGER need_versions_are_never_updated ON need_versions INSTEAD OF UPDATE AS
THROW 50000, N'what a need said is never changed: add a version', 1;
GO
CREATE TRIGGER need_versions_are_never_deleted ON need_versions INSTEAD OF DELETE AS
THROW 50000, N'what a need said is never deleted', 1;
GO

CREATE TABLE offers (
  offer_id bigint IDENTITY NOT NULL PRIMARY KEY,
  code nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL UNIQUE,
  organisation_id bigint NOT NULL REFERENCES organisations,
  version_no bigint NOT NULL CHECK (version_no > 0),  -- that counts
  closed_on date NULL,
  close_reason nvarchar(400) NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  CHECK ((closed_on IS NULL AND close_reason IS NULL) OR (closed_on IS NOT NULL AND close_reason IS NOT NULL))
);
CREATE INDEX offers_by_organisation ON offers (organisation_id);
GO
CREATE TRIGGER offers_are_never_deleted ON offers INSTEAD OF DELETE AS
THROW 50000, N'an offer is never deleted: close it', 1;
GO

CREATE TABLE offer_versions (
  offer_id bigint NOT NULL REFERENCES offers,
  version_no bigint NOT NULL CHECK (version_no > 0),
  title nvarchar(200) NOT NULL,
  description nvarchar(max) NOT NULL,
  field nvarchar(200) NOT NULL,
  place nvarchar(200) NOT NULL,
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NULL,
  amount_minor bigint NULL CHECK (amount_minor > 0),
  reason nvarchar(400) NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (offer_id, version_no),
  CHECK ((currency IS NULL AND amount_minor IS NULL) OR (currency IS NOT NULL AND amount_minor IS NOT NULL))
);
GO
CREATE TRIGGER offer_versions_are_never_updated ON offer_versions INSTEAD OF UPDATE AS
THROW 50000, N'what an offer said is never changed: add a version', 1;
GO
CREATE TRIGGER offer_versions_are_never_deleted ON offer_versions INSTEAD OF DELETE AS
THROW 50000, N'what an offer said is never deleted', 1;
GO

CREATE TABLE need_matches (
  match_id bigint IDENTITY NOT NULL PRIMARY KEY,
  need_id bigint NOT NULL REFERENCES needs,
  offer_id bigint NOT NULL REFERENCES offers,
  contract nvarchar(30) COLLATE Latin1_General_BIN2 NOT NULL CHECK (contract IN (N'grant', N'government-purchase')),
  amount_minor bigint NULL CHECK (amount_minor > 0),  -- agreed, in the currency of the fund
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  UNIQUE (need_id, offer_id)
);
CREATE INDEX need_matches_by_offer ON need_matches (offer_id);
GO
CREATE TRIGGER need_matches_are_never_updated ON need_matches INSTEAD OF UPDATE AS
THROW 50000, N'a match keeps its content', 1;
GO
CREATE TRIGGER need_matches_are_never_deleted ON need_matches INSTEAD OF DELETE AS
THROW 50000, N'a match is never deleted: end it', 1;
GO

-- How a match was followed: the last state counts; the first is the match itself.
CREATE TABLE need_match_events (
  match_id bigint NOT NULL REFERENCES need_matches,
  event_no bigint NOT NULL CHECK (event_no > 0),
  state nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (state IN (N'proposed', N'agreed', N'under-way', N'done', N'ended')),
  day date NOT NULL,
  note nvarchar(400) NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (match_id, event_no)
);
GO
CREATE TRIGGER need_match_events_are_never_updated ON need_match_events INSTEAD OF UPDATE AS
THROW 50000, N'how a match was followed is never changed', 1;
GO
CREATE TRIGGER need_match_events_are_never_deleted ON need_match_events INSTEAD OF DELETE AS
THROW 50000, N'how a match was followed is never deleted', 1;
GO

-- Propose, deliberate, decide, carry out, evaluate. A correction is the next version of the step, with its reason; the last one counts.
CREATE TABLE need_steps (
  need_id bigint NOT NULL REFERENCES needs,
  step nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (step IN (N'propose', N'deliberate', N'decide', N'carry-out', N'evaluate')),
  version_no bigint NOT NULL CHECK (version_no > 0),
  held_on date NOT NULL,
  minutes nvarchar(max) NULL,  -- null once erased
  attendance bigint NOT NULL CHECK (attendance >= 0),
  votes_for bigint NOT NULL CHECK (votes_for >= 0),
  votes_against bigint NOT NULL CHECK (votes_against >= 0),
  votes_abstained bigint NOT NULL CHECK (votes_abstained >= 0),
  reason nvarchar(400) NOT NULL,  -- of the correction
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (need_id, step, version_no),
  CHECK (votes_for + votes_against + votes_abstained <= attendance)
);
GO
CREATE TRIGGER need_steps_are_only_erased ON need_steps AFTER UPDATE AS
IF EXISTS (SELECT 1 FROM inserted WHERE minutes IS NOT NULL)
  OR EXISTS (SELECT need_id, step, version_no, held_on, attendance, votes_for, votes_against, votes_abstained, reason, actor, recorded_at FROM deleted
    EXCEPT SELECT need_id, step, version_no, held_on, attendance, votes_for, votes_against, votes_abstained, reason, actor, recorded_at FROM inserted)
  THROW 50000, N'a step is never changed: add a version', 1;
GO
CREATE TRIGGER need_steps_are_never_deleted ON need_steps INSTEAD OF DELETE AS
THROW 50000, N'a step is never deleted', 1;
GO
