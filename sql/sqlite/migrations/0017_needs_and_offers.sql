-- What neighbourhoods need, what organisations offer, which was matched to which, and the five steps with their evidence.

CREATE TABLE needs (
  need_id INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  fund_id INTEGER NOT NULL REFERENCES funds,
  version_no INTEGER NOT NULL CHECK (version_no > 0),  -- that counts
  closed_on TEXT CHECK (length(closed_on) = 10),
  close_reason TEXT,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  CHECK ((closed_on IS NULL AND close_reason IS NULL) OR (closed_on IS NOT NULL AND close_reason IS NOT NULL))
) STRICT;
CREATE INDEX needs_by_fund ON needs (fund_id);
CREATE TRIGGER needs_are_never_deleted BEFORE DELETE ON needs BEGIN SELECT RAISE(ABORT, 'a need is never deleted: close it'); END;

CREATE TABLE need_versions (
  need_id INTEGER NOT NULL REFERENCES needs,
  version_no INTEGER NOT NULL CHECK (version_no > 0),
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  field TEXT NOT NULL,
  place TEXT NOT NULL,
  wanted_by TEXT CHECK (length(wanted_by) = 10),
  amount_minor INTEGER CHECK (amount_minor > 0),  -- roughly, in the currency of the fund
  steps TEXT NOT NULL,  -- those it demands of the five, separated by commas
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (need_id, version_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER need_versions_are_never_updated BEFORE UPDATE ON need_versions BEGIN SELECT RAISE(ABORT, 'what a need said is never changed: add a version'); END;
CREATE TRIGGER need_versions_are_never_deleted BEFORE DELETE ON need_versions BEGIN SELECT RAISE(ABORT, 'what a need said is never deleted'); END;

CREATE TABLE offers (
  offer_id INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  organisation_id INTEGER NOT NULL REFERENCES organisations,
  version_no INTEGER NOT NULL CHECK (version_no > 0),  -- that counts
  closed_on TEXT CHECK (length(closed_on) = 10),
  close_reason TEXT,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  CHECK ((closed_on IS NULL AND close_reason IS NULL) OR (closed_on IS NOT NULL AND close_reason IS NOT NULL))
) STRICT;
CREATE INDEX offers_by_organisation ON offers (organisation_id);
CREATE TRIGGER offers_are_never_deleted BEFORE DELETE ON offers BEGIN SELECT RAISE(ABORT, 'an offer is never deleted: close it'); END;

CREATE TABLE offer_versions (
  offer_id INTEGER NOT NULL REFERENCES offers,
  version_no INTEGER NOT NULL CHECK (version_no > 0),
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  field TEXT NOT NULL,
  place TEXT NOT NULL,
  currency TEXT CHECK (length(currency) = 3),
  amount_minor INTEGER CHECK (amount_minor > 0),
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (offer_id, version_no),
  CHECK ((currency IS NULL AND amount_minor IS NULL) OR (currency IS NOT NULL AND amount_minor IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER offer_versions_are_never_updated BEFORE UPDATE ON offer_versions BEGIN SELECT RAISE(ABORT, 'what an offer said is never changed: add a version'); END;
CREATE TRIGGER offer_versions_are_never_deleted BEFORE DELETE ON offer_versions BEGIN SELECT RAISE(ABORT, 'what an offer said is never deleted'); END;

CREATE TABLE need_matches (
  match_id INTEGER NOT NULL PRIMARY KEY,
  need_id INTEGER NOT NULL REFERENCES needs,
  offer_id INTEGER NOT NULL REFERENCES offers,
  contract TEXT NOT NULL CHECK (contract IN ('grant', 'government-purchase')),
  amount_minor INTEGER CHECK (amount_minor > 0),  -- agreed, in the currency of the fund
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  UNIQUE (need_id, offer_id)
) STRICT;
CREATE INDEX need_matches_by_offer ON need_matches (offer_id);
CREATE TRIGGER need_matches_are_never_updated BEFORE UPDATE ON need_matches BEGIN SELECT RAISE(ABORT, 'a match keeps its content'); END;
CREATE TRIGGER need_matches_are_never_deleted BEFORE DELETE ON need_matches BEGIN SELECT RAISE(ABORT, 'a match is never deleted: end it'); END;

-- How a match was followed: the last state counts; the first is the match itself.
CREATE TABLE need_match_events (
  match_id INTEGER NOT NULL REFERENCES need_matches,
  event_no INTEGER NOT NULL CHECK (event_no > 0),
  state TEXT NOT NULL CHECK (state IN ('proposed', 'agreed', 'under-way', 'done', 'ended')),
  day TEXT NOT NULL CHECK (length(day) = 10),
  note TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (match_id, event_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER need_match_events_are_never_updated BEFORE UPDATE ON need_match_events BEGIN SELECT RAISE(ABORT, 'how a match was followed is never changed'); END;
CREATE TRIGGER need_match_events_are_never_deleted BEFORE DELETE ON need_match_events BEGIN SELECT RAISE(ABORT, 'how a match was followed is never deleted'); END;

-- Propose, deliberate, decide, carry out, evaluate. A correction is the next version of the step, with its reason; the last one counts.
CREATE TABLE need_steps (
  need_id INTEGER NOT NULL REFERENCES needs,
  step TEXT NOT NULL CHECK (step IN ('propose', 'deliberate', 'decide', 'carry-out', 'evaluate')),
  version_no INTEGER NOT NULL CHECK (version_no > 0),
  held_on TEXT NOT NULL CHECK (length(held_on) = 10),
  minutes TEXT,  -- null once erased
  attendance INTEGER NOT NULL CHECK (attendance >= 0),
  votes_for INTEGER NOT NULL CHECK (votes_for >= 0),
  votes_against INTEGER NOT NULL CHECK (votes_against >= 0),
  votes_abstained INTEGER NOT NULL CHECK (votes_abstained >= 0),
  reason TEXT NOT NULL,  -- of the correction
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (need_id, step, version_no),
  CHECK (votes_for + votes_against + votes_abstained <= attendance)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER need_steps_are_only_erased BEFORE UPDATE ON need_steps
WHEN NEW.minutes IS NOT NULL OR NEW.need_id <> OLD.need_id OR NEW.step <> OLD.step OR NEW.version_no <> OLD.version_no OR NEW.held_on <> OLD.held_on OR NEW.attendance <> OLD.attendance OR NEW.votes_for <> OLD.votes_for OR NEW.votes_against <> OLD.votes_against OR NEW.votes_abstained <> OLD.votes_abstained OR NEW.reason <> OLD.reason OR NEW.actor <> OLD.actor OR NEW.recorded_at <> OLD.recorded_at
BEGIN SELECT RAISE(ABORT, 'a step is never changed: add a version'); END;
CREATE TRIGGER need_steps_are_never_deleted BEFORE DELETE ON need_steps BEGIN SELECT RAISE(ABORT, 'a step is never deleted'); END;
