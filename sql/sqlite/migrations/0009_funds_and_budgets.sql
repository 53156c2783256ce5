-- Whether a fund is open, and yearly budgets with their envelopes.

ALTER TABLE funds ADD COLUMN status TEXT NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'frozen', 'closed'));

-- Every move of a fund from one status to another; the last one is where it stands.
CREATE TABLE fund_events (
  event_id INTEGER NOT NULL PRIMARY KEY,
  fund_id INTEGER NOT NULL REFERENCES funds,
  from_status TEXT NOT NULL CHECK (from_status IN ('open', 'frozen', 'closed')),
  to_status TEXT NOT NULL CHECK (to_status IN ('open', 'frozen', 'closed')),
  actor TEXT NOT NULL,
  checked_by TEXT,  -- who agreed last, where it took two people
  reason TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX fund_events_of_fund ON fund_events (fund_id);
CREATE TRIGGER fund_events_are_never_updated BEFORE UPDATE ON fund_events BEGIN SELECT RAISE(ABORT, 'fund events are never changed'); END;
CREATE TRIGGER fund_events_are_never_deleted BEFORE DELETE ON fund_events BEGIN SELECT RAISE(ABORT, 'fund events are never deleted'); END;

-- What a fund may spend in a year. A changed budget is a new version; the earlier ones stay.
CREATE TABLE budgets (
  budget_id INTEGER NOT NULL PRIMARY KEY,
  fund_id INTEGER NOT NULL REFERENCES funds,
  year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 8999),
  version INTEGER NOT NULL CHECK (version > 0),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  document TEXT NOT NULL,  -- the decision it comes from, by number
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  UNIQUE (fund_id, year, version)
) STRICT;
CREATE TABLE budget_envelopes (
  budget_id INTEGER NOT NULL REFERENCES budgets,
  code TEXT NOT NULL,
  category TEXT NOT NULL,
  for_fund_id INTEGER REFERENCES funds,  -- the community it is for; null for any
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  PRIMARY KEY (budget_id, code)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER budgets_are_never_updated BEFORE UPDATE ON budgets BEGIN SELECT RAISE(ABORT, 'a budget is never changed: set another version'); END;
CREATE TRIGGER budgets_are_never_deleted BEFORE DELETE ON budgets BEGIN SELECT RAISE(ABORT, 'a budget is never deleted'); END;
CREATE TRIGGER budget_envelopes_are_never_updated BEFORE UPDATE ON budget_envelopes BEGIN SELECT RAISE(ABORT, 'an envelope is never changed: set another version of the budget'); END;
CREATE TRIGGER budget_envelopes_are_never_deleted BEFORE DELETE ON budget_envelopes BEGIN SELECT RAISE(ABORT, 'an envelope is never deleted'); END;

-- Which envelope an expense is charged to; of the budget of its year, whatever version.
CREATE TABLE envelope_uses (
  entry_id INTEGER NOT NULL PRIMARY KEY REFERENCES journal_entries,
  fund_id INTEGER NOT NULL REFERENCES funds,  -- whose budget it is
  year INTEGER NOT NULL,
  code TEXT NOT NULL
) STRICT;
CREATE INDEX envelope_uses_of_budget ON envelope_uses (fund_id, year);
CREATE TRIGGER envelope_uses_are_never_updated BEFORE UPDATE ON envelope_uses BEGIN SELECT RAISE(ABORT, 'what an expense was charged to is never changed: reverse it'); END;
CREATE TRIGGER envelope_uses_are_never_deleted BEFORE DELETE ON envelope_uses BEGIN SELECT RAISE(ABORT, 'what an expense was charged to is never deleted'); END;
