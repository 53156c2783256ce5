-- Whether a fund is open, and yearly budgets with their envelopes. How this differs from the SQLite script is said in 0001_ledger.

ALTER TABLE funds ADD status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL
  CONSTRAINT funds_are_open_at_first DEFAULT N'open' CONSTRAINT funds_status CHECK (status IN (N'open', N'frozen', N'closed'));
GO

-- Every move of a fund from one status to another; the last one is where it stands.
CREATE TABLE fund_events (
  event_id bigint IDENTITY NOT NULL PRIMARY KEY,
  fund_id bigint NOT NULL REFERENCES funds,
  from_status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT fund_events_from CHECK (from_status IN (N'open', N'frozen', N'closed')),
  to_status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT fund_events_to CHECK (to_status IN (N'open', N'frozen', N'closed')),
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  checked_by nvarchar(200) COLLATE Latin1_General_BIN2 NULL,  -- who agreed last, where it took two people
  reason nvarchar(max) NOT NULL,
  recorded_at bigint NOT NULL
);
CREATE INDEX fund_events_of_fund ON fund_events (fund_id);
GO
CREATE TRIGGER fund_events_are_never_updated ON fund_events INSTEAD OF UPDATE AS
THROW 50000, N'fund events are never changed', 1;
GO
CREATE TRIGGER fund_events_are_never_deleted ON fund_events INSTEAD OF DELETE AS
THROW 50000, N'fund events are never deleted', 1;
GO

-- What a fund may spend in a year. A changed budget is a new version; the earlier ones stay.
CREATE TABLE budgets (
  budget_id bigint IDENTITY NOT NULL PRIMARY KEY,
  fund_id bigint NOT NULL REFERENCES funds,
  year bigint NOT NULL CHECK (year BETWEEN 1900 AND 8999),
  version bigint NOT NULL CHECK (version > 0),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  document nvarchar(400) NOT NULL,  -- the decision it comes from, by number
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  UNIQUE (fund_id, year, version)
);
CREATE TABLE budget_envelopes (
  budget_id bigint NOT NULL REFERENCES budgets,
  code nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL,
  category nvarchar(200) NOT NULL,
  for_fund_id bigint NULL REFERENCES funds,  -- the community it is for; null for any
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  PRIMARY KEY (budget_id, code)
);
GO
CREATE TRIGGER budgets_are_never_updated ON budgets INSTEAD OF UPDATE AS
THROW 50000, N'a budget is never changed: set another version', 1;
GO
CREATE TRIGGER budgets_are_never_deleted ON budgets INSTEAD OF DELETE AS
THROW 50000, N'a budget is never deleted', 1;
GO
CREATE TRIGGER budget_envelopes_are_never_updated ON budget_envelopes INSTEAD OF UPDATE AS
THROW 50000, N'an envelope is never changed: set another version of the budget', 1;
GO
CREATE TRIGGER budget_envelopes_are_never_deleted ON budget_envelopes INSTEAD OF DELETE AS
THROW 50000, N'an envelope is never deleted', 1;
GO

-- Which envelope an expense is charged to; of the budget of its year, whatever version.
CREATE TABLE envelope_uses (
  entry_id bigint NOT NULL PRIMARY KEY REFERENCES journal_entries,
  fund_id bigint NOT NULL REFERENCES funds,  -- whose budget it is
  year bigint NOT NULL,
  code nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL
);
CREATE INDEX envelope_uses_of_budget ON envelope_uses (fund_id, year);
GO
CREATE TRIGGER envelope_uses_are_never_updated ON envelope_uses INSTEAD OF UPDATE AS
THROW 50000, N'what an expense was charged to is never changed: reverse it', 1;
GO
CREATE TRIGGER envelope_uses_are_never_deleted ON envelope_uses INSTEAD OF DELETE AS
THROW 50000, N'what an expense was charged to is never deleted', 1;
GO
