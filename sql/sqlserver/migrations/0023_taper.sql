-- Support for the operation of public spaces, withdrawn period by period: plans in versions, years that were approved, periods that were promised, reviews.

CREATE TABLE taper_plans (
  plan_id bigint IDENTITY NOT NULL PRIMARY KEY,
  number nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL UNIQUE,
  space_id bigint NOT NULL REFERENCES spaces,
  fund_id bigint NOT NULL REFERENCES funds,
  organisation_id bigint NOT NULL REFERENCES organisations,  -- who ran the space when it was agreed, and is paid
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL,
  status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (status IN (N'agreed', N'completed', N'stopped')),
  agreed_on date NOT NULL,
  ended_on date NULL,
  review_opened_on date NULL,  -- a review waits since then
  closing nvarchar(max) NULL,  -- JSON: what it came to, kept when it ended
  lock_count bigint NOT NULL,  -- changed first by whoever works on it
  CHECK ((status = N'agreed' AND ended_on IS NULL AND closing IS NULL) OR (status <> N'agreed' AND ended_on IS NOT NULL AND closing IS NOT NULL))
);
CREATE INDEX taper_plans_by_space ON taper_plans (space_id);
GO
CREATE TRIGGER taper_plans_keep_what_they_are ON taper_plans AFTER UPDATE AS
IF EXISTS (
  SELECT plan_id, number, space_id, fund_id, organisation_id, currency, agreed_on FROM deleted
  EXCEPT SELECT plan_id, number, space_id, fund_id, organisation_id, currency, agreed_on FROM inserted)
  THROW 50000, N'a plan keeps what it is', 1;
GO
CREATE TRIGGER taper_plans_end_once ON taper_plans AFTER UPDATE AS
IF EXISTS (
  SELECT plan_id, status, ended_on, closing, review_opened_on FROM deleted WHERE status <> N'agreed'
  EXCEPT SELECT plan_id, status, ended_on, closing, review_opened_on FROM inserted)
  THROW 50000, N'a plan ends once', 1;
GO
CREATE TRIGGER taper_plans_are_never_deleted ON taper_plans INSTEAD OF DELETE AS
THROW 50000, N'a plan is never deleted', 1;
GO

-- Each speaks for its first period and those after, until a later one does.
CREATE TABLE taper_versions (
  plan_id bigint NOT NULL REFERENCES taper_plans,
  version_no bigint NOT NULL CHECK (version_no > 0),
  from_period bigint NOT NULL CHECK (from_period > 0),
  terms nvarchar(max) NOT NULL,  -- JSON
  reason nvarchar(2000) NOT NULL,
  entry_id bigint NULL REFERENCES journal_entries,  -- that changed what is committed; null when no money moved
  maker nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  proposal_id bigint NULL REFERENCES proposals,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (plan_id, version_no)
);
GO
CREATE TRIGGER taper_versions_are_never_updated ON taper_versions INSTEAD OF UPDATE AS
THROW 50000, N'a version of a plan is never changed: amend it', 1;
GO
CREATE TRIGGER taper_versions_are_never_deleted ON taper_versions INSTEAD OF DELETE AS
THROW 50000, N'a version of a plan is never deleted', 1;
GO

-- What was promised, year by year: no later year is.
CREATE TABLE taper_years (
  plan_id bigint NOT NULL REFERENCES taper_plans,
  year_no bigint NOT NULL CHECK (year_no > 0),
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  entry_id bigint NULL REFERENCES journal_entries,  -- that committed it; null where nothing was to be
  evaluation nvarchar(max) NULL,  -- JSON; null for the first year
  decision nvarchar(max) NOT NULL,  -- JSON: confirmed, or amended and what was added
  approved_on date NOT NULL,
  reason nvarchar(2000) NOT NULL,
  maker nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  proposal_id bigint NULL REFERENCES proposals,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (plan_id, year_no),
  CHECK ((amount_minor = 0 AND entry_id IS NULL) OR (amount_minor > 0 AND entry_id IS NOT NULL))
);
GO
CREATE TRIGGER taper_years_are_never_updated ON taper_years INSTEAD OF UPDATE AS
THROW 50000, N'a year is approved once: amend the plan', 1;
GO
CREATE TRIGGER taper_years_are_never_deleted ON taper_years INSTEAD OF DELETE AS
THROW 50000, N'an approved year is never deleted', 1;
GO

-- Of the approved years. What is owed and paid of a period stands in the ledger.
CREATE TABLE taper_periods (
  plan_id bigint NOT NULL REFERENCES taper_plans,
  period_no bigint NOT NULL CHECK (period_no > 0),
  year_no bigint NOT NULL CHECK (year_no > 0),
  first_day date NOT NULL,
  last_day date NOT NULL,
  due_on date NOT NULL,
  planned_minor bigint NOT NULL CHECK (planned_minor >= 0),  -- as committed
  status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (status IN (N'planned', N'released', N'lapsed', N'cancelled')),
  held_why nvarchar(400) NULL,  -- by somebody; null when nobody holds it
  actual_minor bigint NULL CHECK (actual_minor >= 0),  -- eligible cost it was reckoned from
  result_versions nvarchar(100) NULL,  -- of the results that count, separated by commas
  support_minor bigint NULL CHECK (support_minor >= 0),
  lapsed_minor bigint NULL CHECK (lapsed_minor >= 0),
  entry_id bigint NULL REFERENCES journal_entries,  -- that made it payable, or let it lapse
  released_on date NULL,
  PRIMARY KEY (plan_id, period_no),
  CHECK ((released_on IS NULL AND support_minor IS NULL AND lapsed_minor IS NULL) OR (released_on IS NOT NULL AND support_minor IS NOT NULL AND lapsed_minor IS NOT NULL)),
  CHECK (support_minor IS NULL OR support_minor + lapsed_minor = planned_minor),
  CHECK (status <> N'planned' OR (released_on IS NULL AND entry_id IS NULL)),
  CHECK (status NOT IN (N'released', N'lapsed') OR released_on IS NOT NULL),
  CHECK (status <> N'released' OR support_minor > 0),
  CHECK (status <> N'lapsed' OR support_minor = 0),
  CHECK (released_on IS NULL OR (entry_id IS NULL AND planned_minor = 0) OR (entry_id IS NOT NULL AND planned_minor > 0))
);
CREATE INDEX taper_periods_planned ON taper_periods (due_on) WHERE status = N'planned';
GO
CREATE TRIGGER taper_periods_are_released_once ON taper_periods AFTER UPDATE AS
IF EXISTS (SELECT plan_id, period_no, year_no FROM deleted EXCEPT SELECT plan_id, period_no, year_no FROM inserted)
  OR EXISTS (
    SELECT plan_id, period_no, due_on, planned_minor, actual_minor, result_versions, support_minor, lapsed_minor, entry_id, released_on FROM deleted WHERE released_on IS NOT NULL
    EXCEPT SELECT plan_id, period_no, due_on, planned_minor, actual_minor, result_versions, support_minor, lapsed_minor, entry_id, released_on FROM inserted)
  OR EXISTS (
    SELECT 1 FROM deleted was JOIN inserted now ON now.plan_id = was.plan_id AND now.period_no = was.period_no
    WHERE was.released_on IS NOT NULL AND now.status <> was.status AND now.status <> N'cancelled')
  THROW 50000, N'a period is released once', 1;
GO
CREATE TRIGGER taper_periods_are_never_deleted ON taper_periods INSTEAD OF DELETE AS
THROW 50000, N'a period is never deleted', 1;
GO

-- Opened when a space was behind its target two periods running; no later year is approved before it is closed.
CREATE TABLE taper_reviews (
  plan_id bigint NOT NULL REFERENCES taper_plans,
  period_no bigint NOT NULL CHECK (period_no > 1),  -- the second of the two
  opened_on date NOT NULL,
  year_no bigint NOT NULL CHECK (year_no > 0),  -- whose support it is about
  planned_minor bigint NOT NULL CHECK (planned_minor >= 0),
  proposed_minor bigint NOT NULL CHECK (proposed_minor >= 0),  -- at most, of that year
  closed_on date NULL,
  decision nvarchar(20) COLLATE Latin1_General_BIN2 NULL CHECK (decision IN (N'keep', N'cap')),
  cap_minor bigint NULL CHECK (cap_minor >= 0),
  reason nvarchar(2000) NULL,
  maker nvarchar(200) COLLATE Latin1_General_BIN2 NULL,
  proposal_id bigint NULL REFERENCES proposals,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (plan_id, period_no),
  CHECK ((closed_on IS NULL AND decision IS NULL AND reason IS NULL AND maker IS NULL) OR (closed_on IS NOT NULL AND decision IS NOT NULL AND reason IS NOT NULL AND maker IS NOT NULL))
);
GO
CREATE TRIGGER taper_reviews_are_closed_once ON taper_reviews AFTER UPDATE AS
IF EXISTS (SELECT 1 FROM deleted WHERE closed_on IS NOT NULL)
  OR EXISTS (
    SELECT plan_id, period_no, opened_on, year_no, planned_minor, proposed_minor, recorded_at FROM deleted
    EXCEPT SELECT plan_id, period_no, opened_on, year_no, planned_minor, proposed_minor, recorded_at FROM inserted)
  THROW 50000, N'a review is closed once', 1;
GO
CREATE TRIGGER taper_reviews_are_never_deleted ON taper_reviews INSTEAD OF DELETE AS
THROW 50000, N'a review is never deleted', 1;
GO
