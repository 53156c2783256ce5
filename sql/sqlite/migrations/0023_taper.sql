-- Support for the operation of public spaces, withdrawn period by period: plans in versions, years that were approved, periods that were promised, reviews.

CREATE TABLE taper_plans (
  plan_id INTEGER NOT NULL PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  space_id INTEGER NOT NULL REFERENCES spaces,
  fund_id INTEGER NOT NULL REFERENCES funds,
  organisation_id INTEGER NOT NULL REFERENCES organisations,  -- who ran the space when it was agreed, and is paid
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  status TEXT NOT NULL CHECK (status IN ('agreed', 'completed', 'stopped')),
  agreed_on TEXT NOT NULL CHECK (length(agreed_on) = 10),
  ended_on TEXT CHECK (length(ended_on) = 10),
  review_opened_on TEXT CHECK (length(review_opened_on) = 10),  -- a review waits since then
  closing TEXT,  -- JSON: what it came to, kept when it ended
  lock_count INTEGER NOT NULL,  -- changed first by whoever works on it
  CHECK ((status = 'agreed') = (ended_on IS NULL)),
  CHECK ((status = 'agreed') = (closing IS NULL))
) STRICT;
CREATE INDEX taper_plans_by_space ON taper_plans (space_id);
CREATE TRIGGER taper_plans_keep_what_they_are BEFORE UPDATE OF plan_id, number, space_id, fund_id, organisation_id, currency, agreed_on ON taper_plans
BEGIN SELECT RAISE(ABORT, 'a plan keeps what it is'); END;
CREATE TRIGGER taper_plans_end_once BEFORE UPDATE ON taper_plans
WHEN OLD.status <> 'agreed' AND (NEW.status <> OLD.status OR NEW.ended_on <> OLD.ended_on OR NEW.closing <> OLD.closing OR NEW.review_opened_on IS NOT OLD.review_opened_on)
BEGIN SELECT RAISE(ABORT, 'a plan ends once'); END;
CREATE TRIGGER taper_plans_are_never_deleted BEFORE DELETE ON taper_plans BEGIN SELECT RAISE(ABORT, 'a plan is never deleted'); END;

-- Each speaks for its first period and those after, until a later one does.
CREATE TABLE taper_versions (
  plan_id INTEGER NOT NULL REFERENCES taper_plans,
  version_no INTEGER NOT NULL CHECK (version_no > 0),
  from_period INTEGER NOT NULL CHECK (from_period > 0),
  terms TEXT NOT NULL,  -- JSON
  reason TEXT NOT NULL,
  entry_id INTEGER REFERENCES journal_entries,  -- that changed what is committed; null when no money moved
  maker TEXT NOT NULL,
  proposal_id INTEGER REFERENCES proposals,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (plan_id, version_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER taper_versions_are_never_updated BEFORE UPDATE ON taper_versions BEGIN SELECT RAISE(ABORT, 'a version of a plan is never changed: amend it'); END;
CREATE TRIGGER taper_versions_are_never_deleted BEFORE DELETE ON taper_versions BEGIN SELECT RAISE(ABORT, 'a version of a plan is never deleted'); END;

-- What was promised, year by year: no later year is.
CREATE TABLE taper_years (
  plan_id INTEGER NOT NULL REFERENCES taper_plans,
  year_no INTEGER NOT NULL CHECK (year_no > 0),
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  entry_id INTEGER REFERENCES journal_entries,  -- that committed it; null where nothing was to be
  evaluation TEXT,  -- JSON; null for the first year
  decision TEXT NOT NULL,  -- JSON: confirmed, or amended and what was added
  approved_on TEXT NOT NULL CHECK (length(approved_on) = 10),
  reason TEXT NOT NULL,
  maker TEXT NOT NULL,
  proposal_id INTEGER REFERENCES proposals,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (plan_id, year_no),
  CHECK ((amount_minor = 0) = (entry_id IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER taper_years_are_never_updated BEFORE UPDATE ON taper_years BEGIN SELECT RAISE(ABORT, 'a year is approved once: amend the plan'); END;
CREATE TRIGGER taper_years_are_never_deleted BEFORE DELETE ON taper_years BEGIN SELECT RAISE(ABORT, 'an approved year is never deleted'); END;

-- Of the approved years. What is owed and paid of a period stands in the ledger.
CREATE TABLE taper_periods (
  plan_id INTEGER NOT NULL REFERENCES taper_plans,
  period_no INTEGER NOT NULL CHECK (period_no > 0),
  year_no INTEGER NOT NULL CHECK (year_no > 0),
  first_day TEXT NOT NULL CHECK (length(first_day) = 10),
  last_day TEXT NOT NULL CHECK (length(last_day) = 10),
  due_on TEXT NOT NULL CHECK (length(due_on) = 10),
  planned_minor INTEGER NOT NULL CHECK (planned_minor >= 0),  -- as committed
  status TEXT NOT NULL CHECK (status IN ('planned', 'released', 'lapsed', 'cancelled')),
  held_why TEXT,  -- by somebody; null when nobody holds it
  actual_minor INTEGER CHECK (actual_minor >= 0),  -- eligible cost it was reckoned from
  result_versions TEXT,  -- of the results that count, separated by commas
  support_minor INTEGER CHECK (support_minor >= 0),
  lapsed_minor INTEGER CHECK (lapsed_minor >= 0),
  entry_id INTEGER REFERENCES journal_entries,  -- that made it payable, or let it lapse
  released_on TEXT CHECK (length(released_on) = 10),
  PRIMARY KEY (plan_id, period_no),
  CHECK ((support_minor IS NULL) = (released_on IS NULL)),
  CHECK ((support_minor IS NULL) = (lapsed_minor IS NULL)),
  CHECK (support_minor IS NULL OR support_minor + lapsed_minor = planned_minor),
  CHECK (status <> 'planned' OR released_on IS NULL AND entry_id IS NULL),
  CHECK (status NOT IN ('released', 'lapsed') OR released_on IS NOT NULL),
  CHECK (status <> 'released' OR support_minor > 0),
  CHECK (status <> 'lapsed' OR support_minor = 0),
  CHECK (released_on IS NULL OR (entry_id IS NULL) = (planned_minor = 0))
) STRICT, WITHOUT ROWID;
CREATE INDEX taper_periods_planned ON taper_periods (due_on) WHERE status = 'planned';
CREATE TRIGGER taper_periods_are_released_once BEFORE UPDATE ON taper_periods
WHEN NEW.plan_id <> OLD.plan_id OR NEW.period_no <> OLD.period_no OR NEW.year_no <> OLD.year_no
  OR (OLD.released_on IS NOT NULL AND (NEW.status NOT IN (OLD.status, 'cancelled') OR NEW.released_on IS NOT OLD.released_on OR NEW.entry_id IS NOT OLD.entry_id OR NEW.planned_minor <> OLD.planned_minor
    OR NEW.support_minor IS NOT OLD.support_minor OR NEW.lapsed_minor IS NOT OLD.lapsed_minor OR NEW.actual_minor IS NOT OLD.actual_minor OR NEW.result_versions IS NOT OLD.result_versions OR NEW.due_on <> OLD.due_on))
BEGIN SELECT RAISE(ABORT, 'a period is released once'); END;
CREATE TRIGGER taper_periods_are_never_deleted BEFORE DELETE ON taper_periods BEGIN SELECT RAISE(ABORT, 'a period is never deleted'); END;

-- Opened when a space was behind its target two periods running; no later year is approved before it is closed.
CREATE TABLE taper_reviews (
  plan_id INTEGER NOT NULL REFERENCES taper_plans,
  period_no INTEGER NOT NULL CHECK (period_no > 1),  -- the second of the two
  opened_on TEXT NOT NULL CHECK (length(opened_on) = 10),
  year_no INTEGER NOT NULL CHECK (year_no > 0),  -- whose support it is about
  planned_minor INTEGER NOT NULL CHECK (planned_minor >= 0),
  proposed_minor INTEGER NOT NULL CHECK (proposed_minor >= 0),  -- at most, of that year
  closed_on TEXT CHECK (length(closed_on) = 10),
  decision TEXT CHECK (decision IN ('keep', 'cap')),
  cap_minor INTEGER CHECK (cap_minor >= 0),
  reason TEXT,
  maker TEXT,
  proposal_id INTEGER REFERENCES proposals,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (plan_id, period_no),
  CHECK ((closed_on IS NULL) = (decision IS NULL)),
  CHECK ((closed_on IS NULL) = (reason IS NULL)),
  CHECK ((closed_on IS NULL) = (maker IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER taper_reviews_are_closed_once BEFORE UPDATE ON taper_reviews
WHEN OLD.closed_on IS NOT NULL OR NEW.plan_id <> OLD.plan_id OR NEW.period_no <> OLD.period_no OR NEW.opened_on <> OLD.opened_on OR NEW.year_no <> OLD.year_no
  OR NEW.planned_minor <> OLD.planned_minor OR NEW.proposed_minor <> OLD.proposed_minor OR NEW.recorded_at <> OLD.recorded_at
BEGIN SELECT RAISE(ABORT, 'a review is closed once'); END;
CREATE TRIGGER taper_reviews_are_never_deleted BEFORE DELETE ON taper_reviews BEGIN SELECT RAISE(ABORT, 'a review is never deleted'); END;
