-- What spaces give back: a share of what they earn (收益反哺), and service for the use of their rooms (以场地换服务).

-- The version whose first day is the last that is not after a period's counts for that period.
CREATE TABLE space_return_rules (
  space_id INTEGER NOT NULL REFERENCES spaces,
  version_no INTEGER NOT NULL CHECK (version_no > 0),
  first_day TEXT NOT NULL CHECK (length(first_day) = 10),
  basis TEXT NOT NULL CHECK (basis IN ('quarter', 'year')),
  tiers TEXT NOT NULL,  -- JSON: from which revenue on, which share; empty: nothing is returned
  due_days INTEGER NOT NULL CHECK (due_days >= 0),
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (space_id, version_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER space_return_rules_are_never_updated BEFORE UPDATE ON space_return_rules BEGIN SELECT RAISE(ABORT, 'a rule of returns is never changed: add a version'); END;
CREATE TRIGGER space_return_rules_are_never_deleted BEFORE DELETE ON space_return_rules BEGIN SELECT RAISE(ABORT, 'a rule of returns is never deleted'); END;

-- What a period owes: the first when its results were accepted, later ones when a corrected result changed it. Nothing is restated.
CREATE TABLE space_return_charges (
  space_id INTEGER NOT NULL REFERENCES spaces,
  first_day TEXT NOT NULL CHECK (length(first_day) = 10),
  last_day TEXT NOT NULL CHECK (length(last_day) = 10),
  charge_no INTEGER NOT NULL CHECK (charge_no > 0),
  rule_version INTEGER NOT NULL,
  revenue_minor INTEGER NOT NULL,  -- of the period, as it was accepted by then
  total_minor INTEGER NOT NULL CHECK (total_minor >= 0),  -- due for the period by the rule
  change_minor INTEGER NOT NULL,  -- what this one adds or takes away
  charged_on TEXT NOT NULL CHECK (length(charged_on) = 10),
  due_on TEXT NOT NULL CHECK (length(due_on) = 10),
  entry_id INTEGER REFERENCES journal_entries,  -- null when nothing is due
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (space_id, first_day, last_day, charge_no),
  CHECK ((change_minor = 0) = (entry_id IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER space_return_charges_are_never_updated BEFORE UPDATE ON space_return_charges BEGIN SELECT RAISE(ABORT, 'what was charged is never changed'); END;
CREATE TRIGGER space_return_charges_are_never_deleted BEFORE DELETE ON space_return_charges BEGIN SELECT RAISE(ABORT, 'what was charged is never deleted'); END;

-- Rooms given for service: hours in hundredths, at a rate per hour. What is still owed stands in the memo accounts.
CREATE TABLE space_services (
  space_id INTEGER NOT NULL REFERENCES spaces,
  service_no INTEGER NOT NULL CHECK (service_no > 0),
  organisation_id INTEGER NOT NULL REFERENCES organisations,
  given_on TEXT NOT NULL CHECK (length(given_on) = 10),
  hundredth_hours INTEGER NOT NULL CHECK (hundredth_hours > 0),
  rate_minor INTEGER NOT NULL CHECK (rate_minor > 0),  -- of an hour of the room
  service_rate_minor INTEGER NOT NULL CHECK (service_rate_minor > 0),  -- of an hour of service
  value_minor INTEGER NOT NULL CHECK (value_minor > 0),
  due_on TEXT NOT NULL CHECK (length(due_on) = 10),
  what TEXT NOT NULL,
  entry_id INTEGER NOT NULL REFERENCES journal_entries,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (space_id, service_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX space_services_by_organisation ON space_services (organisation_id);
CREATE TRIGGER space_services_are_never_updated BEFORE UPDATE ON space_services BEGIN SELECT RAISE(ABORT, 'what was given keeps its content'); END;
CREATE TRIGGER space_services_are_never_deleted BEFORE DELETE ON space_services BEGIN SELECT RAISE(ABORT, 'what was given is never deleted'); END;

CREATE TABLE space_service_moves (
  space_id INTEGER NOT NULL,
  service_no INTEGER NOT NULL,
  move_no INTEGER NOT NULL CHECK (move_no > 0),
  kind TEXT NOT NULL CHECK (kind IN ('settled', 'written-off')),
  hundredth_hours INTEGER NOT NULL CHECK (hundredth_hours >= 0),  -- of service; 0 of what is written off
  value_minor INTEGER NOT NULL CHECK (value_minor > 0),
  day TEXT NOT NULL CHECK (length(day) = 10),
  what TEXT NOT NULL,
  evidence_sha256 BLOB CHECK (length(evidence_sha256) = 32),
  entry_id INTEGER NOT NULL REFERENCES journal_entries,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (space_id, service_no, move_no),
  FOREIGN KEY (space_id, service_no) REFERENCES space_services,
  CHECK (kind <> 'settled' OR (hundredth_hours > 0 AND evidence_sha256 IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER space_service_moves_are_never_updated BEFORE UPDATE ON space_service_moves BEGIN SELECT RAISE(ABORT, 'a service keeps its content'); END;
CREATE TRIGGER space_service_moves_are_never_deleted BEFORE DELETE ON space_service_moves BEGIN SELECT RAISE(ABORT, 'a service is never deleted'); END;
