-- Grant programmes with versions of their terms, rounds that open and close, and applications with every version that was handed in.

CREATE TABLE grant_programmes (
  programme_id INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  entity_id INTEGER NOT NULL REFERENCES entities,
  fund_id INTEGER NOT NULL REFERENCES funds,
  kind TEXT NOT NULL CHECK (kind IN ('venture', 'support')),
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  version_no INTEGER NOT NULL CHECK (version_no > 0),  -- the last version of its terms
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER grant_programmes_keep_what_they_are BEFORE UPDATE OF programme_id, code, entity_id, fund_id, kind, name_zh, name_en, actor, recorded_at ON grant_programmes
BEGIN SELECT RAISE(ABORT, 'a grant programme is never changed: amend its terms'); END;
CREATE TRIGGER grant_programmes_are_never_deleted BEFORE DELETE ON grant_programmes BEGIN SELECT RAISE(ABORT, 'a grant programme is never deleted'); END;

-- The last version counts for rounds opened from now on; a round keeps the one it was opened with.
CREATE TABLE grant_programme_versions (
  programme_id INTEGER NOT NULL REFERENCES grant_programmes,
  version_no INTEGER NOT NULL CHECK (version_no > 0),
  terms TEXT NOT NULL,  -- JSON
  terms_sha256 BLOB NOT NULL CHECK (length(terms_sha256) = 32),
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  proposal_id INTEGER REFERENCES proposals,  -- in which another agreed; null in books without people
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (programme_id, version_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER grant_programme_versions_are_never_updated BEFORE UPDATE ON grant_programme_versions BEGIN SELECT RAISE(ABORT, 'terms are never changed: add a version'); END;
CREATE TRIGGER grant_programme_versions_are_never_deleted BEFORE DELETE ON grant_programme_versions BEGIN SELECT RAISE(ABORT, 'terms are never deleted'); END;

-- Moments are whole minutes in microseconds since 1970-01-01 UTC. last_number is the last application's within the round.
CREATE TABLE grant_rounds (
  round_id INTEGER NOT NULL PRIMARY KEY,
  programme_id INTEGER NOT NULL,
  version_no INTEGER NOT NULL,
  code TEXT NOT NULL UNIQUE,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  opens_at INTEGER NOT NULL,
  closes_at INTEGER NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  budget_minor INTEGER NOT NULL CHECK (budget_minor > 0),
  last_number INTEGER NOT NULL CHECK (last_number >= 0),
  closed_at INTEGER,  -- when what was not handed in was moved; null while that is to come
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  FOREIGN KEY (programme_id, version_no) REFERENCES grant_programme_versions,
  CHECK (opens_at < closes_at)
) STRICT;
CREATE INDEX grant_rounds_by_programme ON grant_rounds (programme_id);
CREATE TRIGGER grant_rounds_keep_what_they_were_opened_with BEFORE UPDATE OF round_id, programme_id, version_no, code, name_zh, name_en, opens_at, currency, budget_minor, actor, recorded_at ON grant_rounds
BEGIN SELECT RAISE(ABORT, 'a round keeps what it was opened with'); END;
CREATE TRIGGER grant_rounds_are_never_deleted BEFORE DELETE ON grant_rounds BEGIN SELECT RAISE(ABORT, 'a round is never deleted'); END;

-- Each time a round's end was moved, and why.
CREATE TABLE grant_round_changes (
  round_id INTEGER NOT NULL REFERENCES grant_rounds,
  change_no INTEGER NOT NULL CHECK (change_no > 0),
  closes_at_before INTEGER NOT NULL,
  closes_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (round_id, change_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER grant_round_changes_are_never_updated BEFORE UPDATE ON grant_round_changes BEGIN SELECT RAISE(ABORT, 'a change of a round is never changed'); END;
CREATE TRIGGER grant_round_changes_are_never_deleted BEFORE DELETE ON grant_round_changes BEGIN SELECT RAISE(ABORT, 'a change of a round is never deleted'); END;

-- The draft is what is being written; what was handed in stands in application_versions.
CREATE TABLE applications (
  application_id INTEGER NOT NULL PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  round_id INTEGER NOT NULL REFERENCES grant_rounds,
  organisation_id INTEGER NOT NULL REFERENCES organisations,
  status TEXT NOT NULL CHECK (status IN ('draft', 'submitted', 'changes-requested', 'withdrawn', 'missed-deadline', 'ineligible', 'in-review', 'reviewed', 'awarded', 'declined')),
  category TEXT NOT NULL,  -- empty until chosen
  title TEXT NOT NULL,  -- empty until written
  draft TEXT NOT NULL,  -- JSON
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  requested_minor INTEGER NOT NULL CHECK (requested_minor >= 0),
  own_minor INTEGER NOT NULL CHECK (own_minor >= 0),
  save_no INTEGER NOT NULL CHECK (save_no >= 0),
  deadline_at INTEGER,  -- its own, where one was given; null for the round's
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX applications_by_round ON applications (round_id, status);
CREATE INDEX applications_by_organisation ON applications (organisation_id);
CREATE TRIGGER applications_keep_who_applies_where BEFORE UPDATE OF application_id, number, round_id, organisation_id, currency, actor, recorded_at ON applications
BEGIN SELECT RAISE(ABORT, 'an application keeps its number, round and organisation'); END;
CREATE TRIGGER applications_are_never_deleted BEFORE DELETE ON applications BEGIN SELECT RAISE(ABORT, 'an application is never deleted: withdraw it'); END;

-- What was certified and handed in, byte for byte.
CREATE TABLE application_versions (
  application_id INTEGER NOT NULL REFERENCES applications,
  version_no INTEGER NOT NULL CHECK (version_no > 0),
  content TEXT NOT NULL,  -- JSON
  content_sha256 BLOB NOT NULL CHECK (length(content_sha256) = 32),
  certified_by TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (application_id, version_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER application_versions_are_never_updated BEFORE UPDATE ON application_versions BEGIN SELECT RAISE(ABORT, 'what was handed in is never changed'); END;
CREATE TRIGGER application_versions_are_never_deleted BEFORE DELETE ON application_versions BEGIN SELECT RAISE(ABORT, 'what was handed in is never deleted'); END;

-- Every status an application came to, and why.
CREATE TABLE application_moves (
  application_id INTEGER NOT NULL REFERENCES applications,
  move_no INTEGER NOT NULL CHECK (move_no > 0),
  from_status TEXT NOT NULL,
  to_status TEXT NOT NULL,
  reason TEXT NOT NULL,  -- empty where none is asked for
  deadline_at INTEGER,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (application_id, move_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER application_moves_are_never_updated BEFORE UPDATE ON application_moves BEGIN SELECT RAISE(ABORT, 'a move is never changed'); END;
CREATE TRIGGER application_moves_are_never_deleted BEFORE DELETE ON application_moves BEGIN SELECT RAISE(ABORT, 'a move is never deleted'); END;

-- The trail of eligibility: every answer that was given, those that make ineligible with the reason the terms give.
CREATE TABLE application_eligibility (
  application_id INTEGER NOT NULL REFERENCES applications,
  answer_no INTEGER NOT NULL CHECK (answer_no > 0),
  question TEXT NOT NULL,
  answer TEXT NOT NULL,
  makes_ineligible INTEGER NOT NULL CHECK (makes_ineligible IN (0, 1)),
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (application_id, answer_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER application_eligibility_is_never_updated BEFORE UPDATE ON application_eligibility BEGIN SELECT RAISE(ABORT, 'an answer is never changed: give another'); END;
CREATE TRIGGER application_eligibility_is_never_deleted BEFORE DELETE ON application_eligibility BEGIN SELECT RAISE(ABORT, 'an answer is never deleted'); END;

-- Who works on one application, beside those whose role in the organisation lets them.
CREATE TABLE application_members (
  application_id INTEGER NOT NULL REFERENCES applications,
  person_id TEXT NOT NULL REFERENCES people,
  role TEXT NOT NULL CHECK (role IN ('viewer', 'editor', 'removed')),
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (application_id, person_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX application_members_by_person ON application_members (person_id);
CREATE TRIGGER application_members_are_never_deleted BEFORE DELETE ON application_members BEGIN SELECT RAISE(ABORT, 'a member is removed, never deleted'); END;
