-- Public spaces of a community: the register in versions, who runs them, what was invested, and what they cost and earn.

CREATE TABLE spaces (
  space_id bigint IDENTITY NOT NULL PRIMARY KEY,
  code nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL UNIQUE,
  fund_id bigint NOT NULL REFERENCES funds,  -- that supports it
  version_no bigint NOT NULL CHECK (version_no > 0),  -- that counts
  closed_on date NULL,
  close_reason nvarchar(400) NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  lock_count bigint NOT NULL,  -- changed first by whoever works on it
  CHECK ((closed_on IS NULL AND close_reason IS NULL) OR (closed_on IS NOT NULL AND close_reason IS NOT NULL))
);
CREATE INDEX spaces_by_fund ON spaces (fund_id);
GO
CREATE TRIGGER spaces_keep_what_they_are ON spaces AFTER UPDATE AS
IF EXISTS (SELECT space_id, code, fund_id, actor, recorded_at FROM deleted EXCEPT SELECT space_id, code, fund_id, actor, recorded_at FROM inserted)
  OR EXISTS (SELECT space_id, closed_on, close_reason FROM deleted WHERE closed_on IS NOT NULL EXCEPT SELECT space_id, closed_on, close_reason FROM inserted)
  THROW 50000, N'a space keeps its code and its fund, and is closed once', 1;
GO
CREATE TRIGGER spaces_are_never_deleted ON spaces INSTEAD OF DELETE AS
THROW 50000, N'a space is never deleted: close it', 1;
GO

CREATE TABLE space_versions (
  space_id bigint NOT NULL REFERENCES spaces,
  version_no bigint NOT NULL CHECK (version_no > 0),
  name nvarchar(200) NOT NULL,
  centre_id bigint NULL REFERENCES spaces,  -- that it is a satellite of
  place nvarchar(200) NOT NULL,
  square_decimetres bigint NOT NULL CHECK (square_decimetres >= 0),
  functions nvarchar(max) NOT NULL,  -- JSON: a list of texts
  ownership nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (ownership IN (N'public', N'collective', N'rented', N'lent', N'other')),
  operation_model nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (operation_model IN (N'party-led', N'community-led', N'enabled', N'publicly-built', N'other')),
  opened_on date NOT NULL,
  reason nvarchar(400) NOT NULL,  -- of the change; empty for the first
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (space_id, version_no),
  CHECK (centre_id IS NULL OR centre_id <> space_id)
);
GO
CREATE TRIGGER space_versions_are_never_updated ON space_versions INSTEAD OF UPDATE AS
THROW 50000, N'what the register said is never changed: add a version', 1;
GO
CREATE TRIGGER space_versions_are_never_deleted ON space_versions INSTEAD OF DELETE AS
THROW 50000, N'what the register said is never deleted', 1;
GO

CREATE TABLE space_operators (
  space_id bigint NOT NULL REFERENCES spaces,
  term_no bigint NOT NULL CHECK (term_no > 0),
  organisation_id bigint NOT NULL REFERENCES organisations,
  host nvarchar(200) NULL,  -- the person people meet there: null where none is named, and once erased
  first_day date NOT NULL,
  until_day date NULL,  -- the last day agreed
  terms nvarchar(2000) NOT NULL,
  ended_on date NULL,  -- the last day it ran the space
  end_reason nvarchar(400) NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (space_id, term_no),
  CHECK (until_day IS NULL OR until_day >= first_day),
  CHECK (ended_on IS NULL OR ended_on >= first_day),
  CHECK ((ended_on IS NULL AND end_reason IS NULL) OR (ended_on IS NOT NULL AND end_reason IS NOT NULL))
);
CREATE UNIQUE INDEX space_operators_at_work ON space_operators (space_id) WHERE ended_on IS NULL;
CREATE INDEX space_operators_by_organisation ON space_operators (organisation_id);
GO
CREATE TRIGGER space_operators_keep_their_terms ON space_operators AFTER UPDATE AS
IF EXISTS (
    SELECT space_id, term_no, organisation_id, first_day, until_day, terms, actor, recorded_at FROM deleted
    EXCEPT SELECT space_id, term_no, organisation_id, first_day, until_day, terms, actor, recorded_at FROM inserted)
  OR EXISTS (SELECT space_id, term_no, host FROM inserted WHERE host IS NOT NULL EXCEPT SELECT space_id, term_no, host FROM deleted)
  OR EXISTS (SELECT space_id, term_no, ended_on, end_reason FROM deleted WHERE ended_on IS NOT NULL EXCEPT SELECT space_id, term_no, ended_on, end_reason FROM inserted)
  THROW 50000, N'a term of an operator is ended once, and only its host is erased', 1;
GO
CREATE TRIGGER space_operators_are_never_deleted ON space_operators INSTEAD OF DELETE AS
THROW 50000, N'a term of an operator is never deleted', 1;
GO

CREATE TABLE space_investments (
  space_id bigint NOT NULL REFERENCES spaces,
  investment_no bigint NOT NULL CHECK (investment_no > 0),
  kind nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (kind IN (N'hardware', N'governance', N'evaluation')),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  spent_on date NOT NULL,
  what nvarchar(400) NOT NULL,
  entry_id bigint NULL REFERENCES journal_entries,  -- that paid it; null where it is not in these books
  evidence_sha256 binary(32) NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (space_id, investment_no)
);
GO
CREATE TRIGGER space_investments_are_never_updated ON space_investments INSTEAD OF UPDATE AS
THROW 50000, N'an investment is never changed: void it and record another', 1;
GO
CREATE TRIGGER space_investments_are_never_deleted ON space_investments INSTEAD OF DELETE AS
THROW 50000, N'an investment is never deleted: void it', 1;
GO

CREATE TABLE space_investment_voids (
  space_id bigint NOT NULL,
  investment_no bigint NOT NULL,
  reason nvarchar(400) NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (space_id, investment_no),
  FOREIGN KEY (space_id, investment_no) REFERENCES space_investments
);
GO
CREATE TRIGGER space_investment_voids_are_never_updated ON space_investment_voids INSTEAD OF UPDATE AS
THROW 50000, N'what voided an investment is never changed', 1;
GO
CREATE TRIGGER space_investment_voids_are_never_deleted ON space_investment_voids INSTEAD OF DELETE AS
THROW 50000, N'what voided an investment is never deleted', 1;
GO

-- What a space cost and earned in a month or in three: the newest accepted version of a period counts.
CREATE TABLE operating_results (
  space_id bigint NOT NULL REFERENCES spaces,
  first_day date NOT NULL,
  last_day date NOT NULL,
  version_no bigint NOT NULL CHECK (version_no > 0),
  content nvarchar(max) NOT NULL,  -- JSON: the lines and the words behind the figures
  cost_minor bigint NOT NULL CHECK (cost_minor >= 0),
  eligible_minor bigint NOT NULL CHECK (eligible_minor >= 0),  -- of the cost, what support may be given for
  revenue_minor bigint NOT NULL CHECK (revenue_minor >= 0),
  users bigint NOT NULL CHECK (users >= 0),
  hours_open bigint NOT NULL CHECK (hours_open >= 0),
  volunteers bigint NOT NULL CHECK (volunteers >= 0),
  volunteer_hours bigint NOT NULL CHECK (volunteer_hours >= 0),
  reason nvarchar(400) NULL,  -- of a correction
  evidence_sha256 binary(32) NULL,
  submitted_on date NOT NULL,
  submitted_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  decision nvarchar(20) COLLATE Latin1_General_BIN2 NULL CHECK (decision IN (N'accepted', N'returned')),
  decided_on date NULL,
  decided_by nvarchar(200) COLLATE Latin1_General_BIN2 NULL,
  decision_note nvarchar(2000) NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (space_id, first_day, last_day, version_no),
  CHECK (last_day > first_day),
  CHECK (eligible_minor <= cost_minor),
  CHECK ((version_no = 1 AND reason IS NULL) OR (version_no > 1 AND reason IS NOT NULL)),
  CHECK ((decision IS NULL AND decided_on IS NULL) OR (decision IS NOT NULL AND decided_on IS NOT NULL)),
  CHECK ((decision IS NULL AND decided_by IS NULL) OR (decision IS NOT NULL AND decided_by IS NOT NULL))
);
CREATE INDEX operating_results_open ON operating_results (space_id) WHERE decision IS NULL;
GO
CREATE TRIGGER operating_results_never_overlap ON operating_results AFTER INSERT AS
IF EXISTS (
  SELECT 1 FROM inserted added JOIN operating_results other ON other.space_id = added.space_id AND other.first_day <= added.last_day AND other.last_day >= added.first_day
  WHERE (other.first_day <> added.first_day OR other.last_day <> added.last_day) AND (other.decision IS NULL OR other.decision = N'accepted'))
  THROW 50000, N'periods of one space never overlap', 1;
GO
CREATE TRIGGER operating_results_are_decided_once ON operating_results AFTER UPDATE AS
IF EXISTS (SELECT 1 FROM deleted WHERE decision IS NOT NULL)
  OR EXISTS (
    SELECT space_id, first_day, last_day, version_no, content, cost_minor, eligible_minor, revenue_minor, users, hours_open, volunteers, volunteer_hours, reason, evidence_sha256, submitted_on, submitted_by, recorded_at FROM deleted
    EXCEPT SELECT space_id, first_day, last_day, version_no, content, cost_minor, eligible_minor, revenue_minor, users, hours_open, volunteers, volunteer_hours, reason, evidence_sha256, submitted_on, submitted_by, recorded_at FROM inserted)
  THROW 50000, N'an operating result is decided once: a correction is the next version', 1;
GO
CREATE TRIGGER operating_results_are_never_deleted ON operating_results INSTEAD OF DELETE AS
THROW 50000, N'an operating result is never deleted', 1;
GO
