-- What spaces give back: a share of what they earn (收益反哺), and service for the use of their rooms (以场地换服务).
-- How this differs from the SQLite script is said in 0001_ledger.

-- The version whose first day is the last that is not after a period's counts for that period.
CREATE TABLE space_return_rules (
  space_id bigint NOT NULL REFERENCES spaces,
  version_no bigint NOT NULL CHECK (version_no > 0),
  first_day date NOT NULL,
  basis nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (basis IN (N'quarter', N'year')),
  tiers nvarchar(max) NOT NULL,  -- JSON: from which revenue on, which share; empty: nothing is returned
  due_days bigint NOT NULL CHECK (due_days >= 0),
  reason nvarchar(400) NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (space_id, version_no)
);
GO
CREATE TRIGGER space_return_rules_are_never_updated ON space_return_rules INSTEAD OF UPDATE AS
THROW 50000, N'a rule of returns is never changed: add a version', 1;
GO
CREATE TRIGGER space_return_rules_are_never_deleted ON space_return_rules INSTEAD OF DELETE AS
THROW 50000, N'a rule of returns is never deleted', 1;
GO

-- What a period owes: the first when its results were accepted, later ones when a corrected result changed it. Nothing is restated.
CREATE TABLE space_return_charges (
  space_id bigint NOT NULL REFERENCES spaces,
  first_day date NOT NULL,
  last_day date NOT NULL,
  charge_no bigint NOT NULL CHECK (charge_no > 0),
  rule_version bigint NOT NULL,
  revenue_minor bigint NOT NULL,  -- of the period, as it was accepted by then
  total_minor bigint NOT NULL CHECK (total_minor >= 0),  -- due for the period by the rule
  change_minor bigint NOT NULL,  -- what this one adds or takes away
  charged_on date NOT NULL,
  due_on date NOT NULL,
  entry_id bigint NULL REFERENCES journal_entries,  -- null when nothing is due
  recorded_at bigint NOT NULL,
  PRIMARY KEY (space_id, first_day, last_day, charge_no),
  CHECK ((change_minor = 0 AND entry_id IS NULL) OR (change_minor <> 0 AND entry_id IS NOT NULL))
);
GO
CREATE TRIGGER space_return_charges_are_never_updated ON space_return_charges INSTEAD OF UPDATE AS
THROW 50000, N'what was charged is never changed', 1;
GO
CREATE TRIGGER space_return_charges_are_never_deleted ON space_return_charges INSTEAD OF DELETE AS
THROW 50000, N'what was charged is never deleted', 1;
GO

-- Rooms given for service: hours in hundredths, at a rate per hour. What is still owed stands in the memo accounts.
CREATE TABLE space_services (
  space_id bigint NOT NULL REFERENCES spaces,
  service_no bigint NOT NULL CHECK (service_no > 0),
  organisation_id bigint NOT NULL REFERENCES organisations,
  given_on date NOT NULL,
  hundredth_hours bigint NOT NULL CHECK (hundredth_hours > 0),
  rate_minor bigint NOT NULL CHECK (rate_minor > 0),  -- of an hour of the room
  service_rate_minor bigint NOT NULL CHECK (service_rate_minor > 0),  -- of an hour of service
  value_minor bigint NOT NULL CHECK (value_minor > 0),
  due_on date NOT NULL,
  what nvarchar(400) NOT NULL,
  entry_id bigint NOT NULL REFERENCES journal_entries,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (space_id, service_no)
);
CREATE INDEX space_services_by_organisation ON space_services (organisation_id);
GO
CREATE TRIGGER space_services_are_never_updated ON space_services INSTEAD OF UPDATE AS
THROW 50000, N'what was given keeps its content', 1;
GO
CREATE TRIGGER space_services_are_never_deleted ON space_services INSTEAD OF DELETE AS
THROW 50000, N'what was given is never deleted', 1;
GO

CREATE TABLE space_service_moves (
  space_id bigint NOT NULL,
  service_no bigint NOT NULL,
  move_no bigint NOT NULL CHECK (move_no > 0),
  kind nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (kind IN (N'settled', N'written-off')),
  hundredth_hours bigint NOT NULL CHECK (hundredth_hours >= 0),  -- of service; 0 of what is written off
  value_minor bigint NOT NULL CHECK (value_minor > 0),
  day date NOT NULL,
  what nvarchar(400) NOT NULL,
  evidence_sha256 varbinary(32) NULL CHECK (DATALENGTH(evidence_sha256) = 32),
  entry_id bigint NOT NULL REFERENCES journal_entries,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (space_id, service_no, move_no),
  FOREIGN KEY (space_id, service_no) REFERENCES space_services,
  CHECK (kind <> N'settled' OR (hundredth_hours > 0 AND evidence_sha256 IS NOT NULL))
);
GO
CREATE TRIGGER space_service_moves_are_never_updated ON space_service_moves INSTEAD OF UPDATE AS
THROW 50000, N'a service keeps its content', 1;
GO
CREATE TRIGGER space_service_moves_are_never_deleted ON space_service_moves INSTEAD OF DELETE AS
THROW 50000, N'a service is never deleted', 1;
