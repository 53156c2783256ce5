-- Public spaces of a community: the register in versions, who runs them, what was invested, and what they cost and earn.

CREATE TABLE spaces (
  space_id INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  fund_id INTEGER NOT NULL REFERENCES funds,  -- that supports it
  version_no INTEGER NOT NULL CHECK (version_no > 0),  -- that counts
  closed_on TEXT CHECK (length(closed_on) = 10),
  close_reason TEXT,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  lock_count INTEGER NOT NULL,  -- changed first by whoever works on it
  CHECK ((closed_on IS NULL) = (close_reason IS NULL))
) STRICT;
CREATE INDEX spaces_by_fund ON spaces (fund_id);
CREATE TRIGGER spaces_keep_what_they_are BEFORE UPDATE ON spaces
WHEN NEW.space_id <> OLD.space_id OR NEW.code <> OLD.code OR NEW.fund_id <> OLD.fund_id OR NEW.actor <> OLD.actor OR NEW.recorded_at <> OLD.recorded_at
  OR (OLD.closed_on IS NOT NULL AND (NEW.closed_on IS NULL OR NEW.closed_on <> OLD.closed_on OR NEW.close_reason <> OLD.close_reason))
BEGIN SELECT RAISE(ABORT, 'a space keeps its code and its fund, and is closed once'); END;
CREATE TRIGGER spaces_are_never_deleted BEFORE DELETE ON spaces BEGIN SELECT RAISE(ABORT, 'a space is never deleted: close it'); END;

CREATE TABLE space_versions (
  space_id INTEGER NOT NULL REFERENCES spaces,
  version_no INTEGER NOT NULL CHECK (version_no > 0),
  name TEXT NOT NULL,
  centre_id INTEGER REFERENCES spaces,  -- that it is a satellite of
  place TEXT NOT NULL,
  square_decimetres INTEGER NOT NULL CHECK (square_decimetres >= 0),
  functions TEXT NOT NULL,  -- JSON: a list of texts
  ownership TEXT NOT NULL CHECK (ownership IN ('public', 'collective', 'rented', 'lent', 'other')),
  operation_model TEXT NOT NULL CHECK (operation_model IN ('party-led', 'community-led', 'enabled', 'publicly-built', 'other')),
  opened_on TEXT NOT NULL CHECK (length(opened_on) = 10),
  reason TEXT NOT NULL,  -- of the change; empty for the first
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (space_id, version_no),
  CHECK (centre_id IS NULL OR centre_id <> space_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER space_versions_are_never_updated BEFORE UPDATE ON space_versions BEGIN SELECT RAISE(ABORT, 'what the register said is never changed: add a version'); END;
CREATE TRIGGER space_versions_are_never_deleted BEFORE DELETE ON space_versions BEGIN SELECT RAISE(ABORT, 'what the register said is never deleted'); END;

CREATE TABLE space_operators (
  space_id INTEGER NOT NULL REFERENCES spaces,
  term_no INTEGER NOT NULL CHECK (term_no > 0),
  organisation_id INTEGER NOT NULL REFERENCES organisations,
  host TEXT,  -- the person people meet there: null where none is named, and once erased
  first_day TEXT NOT NULL CHECK (length(first_day) = 10),
  until_day TEXT CHECK (length(until_day) = 10),  -- the last day agreed
  terms TEXT NOT NULL,
  ended_on TEXT CHECK (length(ended_on) = 10),  -- the last day it ran the space
  end_reason TEXT,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (space_id, term_no),
  CHECK (until_day IS NULL OR until_day >= first_day),
  CHECK (ended_on IS NULL OR ended_on >= first_day),
  CHECK ((ended_on IS NULL) = (end_reason IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX space_operators_at_work ON space_operators (space_id) WHERE ended_on IS NULL;
CREATE INDEX space_operators_by_organisation ON space_operators (organisation_id);
CREATE TRIGGER space_operators_keep_their_terms BEFORE UPDATE ON space_operators
WHEN NEW.space_id <> OLD.space_id OR NEW.term_no <> OLD.term_no OR NEW.organisation_id <> OLD.organisation_id OR NEW.first_day <> OLD.first_day OR NEW.until_day IS NOT OLD.until_day OR NEW.terms <> OLD.terms
  OR NEW.actor <> OLD.actor OR NEW.recorded_at <> OLD.recorded_at OR (NEW.host IS NOT NULL AND NEW.host IS NOT OLD.host)
  OR (OLD.ended_on IS NOT NULL AND (NEW.ended_on IS NOT OLD.ended_on OR NEW.end_reason IS NOT OLD.end_reason))
BEGIN SELECT RAISE(ABORT, 'a term of an operator is ended once, and only its host is erased'); END;
CREATE TRIGGER space_operators_are_never_deleted BEFORE DELETE ON space_operators BEGIN SELECT RAISE(ABORT, 'a term of an operator is never deleted'); END;

CREATE TABLE space_investments (
  space_id INTEGER NOT NULL REFERENCES spaces,
  investment_no INTEGER NOT NULL CHECK (investment_no > 0),
  kind TEXT NOT NULL CHECK (kind IN ('hardware', 'governance', 'evaluation')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  spent_on TEXT NOT NULL CHECK (length(spent_on) = 10),
  what TEXT NOT NULL,
  entry_id INTEGER REFERENCES journal_entries,  -- that paid it; null where it is not in these books
  evidence_sha256 BLOB CHECK (length(evidence_sha256) = 32),
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (space_id, investment_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER space_investments_are_never_updated BEFORE UPDATE ON space_investments BEGIN SELECT RAISE(ABORT, 'an investment is never changed: void it and record another'); END;
CREATE TRIGGER space_investments_are_never_deleted BEFORE DELETE ON space_investments BEGIN SELECT RAISE(ABORT, 'an investment is never deleted: void it'); END;

CREATE TABLE space_investment_voids (
  space_id INTEGER NOT NULL,
  investment_no INTEGER NOT NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (space_id, investment_no),
  FOREIGN KEY (space_id, investment_no) REFERENCES space_investments
) STRICT, WITHOUT ROWID;
CREATE TRIGGER space_investment_voids_are_never_updated BEFORE UPDATE ON space_investment_voids BEGIN SELECT RAISE(ABORT, 'what voided an investment is never changed'); END;
CREATE TRIGGER space_investment_voids_are_never_deleted BEFORE DELETE ON space_investment_voids BEGIN SELECT RAISE(ABORT, 'what voided an investment is never deleted'); END;

-- What a space cost and earned in a month or in three: the newest accepted version of a period counts.
CREATE TABLE operating_results (
  space_id INTEGER NOT NULL REFERENCES spaces,
  first_day TEXT NOT NULL CHECK (length(first_day) = 10),
  last_day TEXT NOT NULL CHECK (length(last_day) = 10),
  version_no INTEGER NOT NULL CHECK (version_no > 0),
  content TEXT NOT NULL,  -- JSON: the lines and the words behind the figures
  cost_minor INTEGER NOT NULL CHECK (cost_minor >= 0),
  eligible_minor INTEGER NOT NULL CHECK (eligible_minor >= 0),  -- of the cost, what support may be given for
  revenue_minor INTEGER NOT NULL CHECK (revenue_minor >= 0),
  users INTEGER NOT NULL CHECK (users >= 0),
  hours_open INTEGER NOT NULL CHECK (hours_open >= 0),
  volunteers INTEGER NOT NULL CHECK (volunteers >= 0),
  volunteer_hours INTEGER NOT NULL CHECK (volunteer_hours >= 0),
  reason TEXT,  -- of a correction
  evidence_sha256 BLOB CHECK (length(evidence_sha256) = 32),
  submitted_on TEXT NOT NULL CHECK (length(submitted_on) = 10),
  submitted_by TEXT NOT NULL,
  decision TEXT CHECK (decision IN ('accepted', 'returned')),
  decided_on TEXT CHECK (length(decided_on) = 10),
  decided_by TEXT,
  decision_note TEXT,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (space_id, first_day, last_day, version_no),
  CHECK (last_day > first_day),
  CHECK (eligible_minor <= cost_minor),
  CHECK ((version_no = 1) = (reason IS NULL)),
  CHECK ((decision IS NULL) = (decided_on IS NULL)),
  CHECK ((decision IS NULL) = (decided_by IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX operating_results_open ON operating_results (space_id) WHERE decision IS NULL;
CREATE TRIGGER operating_results_never_overlap BEFORE INSERT ON operating_results
WHEN EXISTS (SELECT 1 FROM operating_results other WHERE other.space_id = NEW.space_id AND other.first_day <= NEW.last_day AND other.last_day >= NEW.first_day
  AND (other.first_day <> NEW.first_day OR other.last_day <> NEW.last_day) AND (other.decision IS NULL OR other.decision = 'accepted'))
BEGIN SELECT RAISE(ABORT, 'periods of one space never overlap'); END;
CREATE TRIGGER operating_results_are_decided_once BEFORE UPDATE ON operating_results
WHEN OLD.decision IS NOT NULL OR NEW.space_id <> OLD.space_id OR NEW.first_day <> OLD.first_day OR NEW.last_day <> OLD.last_day OR NEW.version_no <> OLD.version_no OR NEW.content <> OLD.content
  OR NEW.cost_minor <> OLD.cost_minor OR NEW.eligible_minor <> OLD.eligible_minor OR NEW.revenue_minor <> OLD.revenue_minor OR NEW.users <> OLD.users OR NEW.hours_open <> OLD.hours_open
  OR NEW.volunteers <> OLD.volunteers OR NEW.volunteer_hours <> OLD.volunteer_hours OR NEW.reason IS NOT OLD.reason OR NEW.evidence_sha256 IS NOT OLD.evidence_sha256
  OR NEW.submitted_on <> OLD.submitted_on OR NEW.submitted_by <> OLD.submitted_by OR NEW.recorded_at <> OLD.recorded_at
BEGIN SELECT RAISE(ABORT, 'an operating result is decided once: a correction is the next version'); END;
CREATE TRIGGER operating_results_are_never_deleted BEFORE DELETE ON operating_results BEGIN SELECT RAISE(ABORT, 'an operating result is never deleted'); END;
