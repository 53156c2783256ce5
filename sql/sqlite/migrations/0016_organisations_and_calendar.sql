-- Working days as people keep them; the directory of social organisations: profile, people, qualification documents, renewals, bars.

-- Days that differ from Monday to Friday. They go before what the program ships with; 'ordinary' takes back a day that it ships.
CREATE TABLE calendar_days (
  day TEXT NOT NULL PRIMARY KEY CHECK (length(day) = 10),
  kind TEXT NOT NULL CHECK (kind IN ('holiday', 'make-up', 'ordinary')),
  name TEXT NOT NULL,
  origin TEXT NOT NULL,  -- the notice that says so
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE organisations (
  organisation_id INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  credit_code TEXT,  -- null where the neighbourhood only keeps it on file
  version_no INTEGER NOT NULL CHECK (version_no > 0),  -- of the profile that counts
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX organisations_by_credit_code ON organisations (credit_code) WHERE credit_code IS NOT NULL;
CREATE TRIGGER organisations_are_never_deleted BEFORE DELETE ON organisations BEGIN SELECT RAISE(ABORT, 'an organisation is never deleted: it leaves'); END;

CREATE TABLE organisation_versions (
  organisation_id INTEGER NOT NULL REFERENCES organisations,
  version_no INTEGER NOT NULL CHECK (version_no > 0),
  credit_code TEXT,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  fields TEXT NOT NULL,  -- of work, each on a line
  place TEXT NOT NULL,
  founded_on TEXT CHECK (length(founded_on) = 10),
  payee TEXT,  -- code of the payee, in whichever entity pays
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (organisation_id, version_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER organisation_versions_are_never_updated BEFORE UPDATE ON organisation_versions BEGIN SELECT RAISE(ABORT, 'a profile is never changed: add a version'); END;
CREATE TRIGGER organisation_versions_are_never_deleted BEFORE DELETE ON organisation_versions BEGIN SELECT RAISE(ABORT, 'a profile is never deleted'); END;

-- Suspended and resumed, left and returned: the last of each pair counts.
CREATE TABLE organisation_events (
  organisation_id INTEGER NOT NULL REFERENCES organisations,
  event_no INTEGER NOT NULL CHECK (event_no > 0),
  kind TEXT NOT NULL CHECK (kind IN ('suspended', 'resumed', 'left', 'returned')),
  day TEXT NOT NULL CHECK (length(day) = 10),
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (organisation_id, event_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER organisation_events_are_never_updated BEFORE UPDATE ON organisation_events BEGIN SELECT RAISE(ABORT, 'what happened to an organisation is never changed'); END;
CREATE TRIGGER organisation_events_are_never_deleted BEFORE DELETE ON organisation_events BEGIN SELECT RAISE(ABORT, 'what happened to an organisation is never deleted'); END;

-- From the first to the last day nothing is awarded. Two people take a bar back, and it stays readable.
CREATE TABLE organisation_bars (
  bar_id INTEGER NOT NULL PRIMARY KEY,
  organisation_id INTEGER NOT NULL REFERENCES organisations,
  first_day TEXT NOT NULL CHECK (length(first_day) = 10),
  last_day TEXT NOT NULL CHECK (length(last_day) = 10),
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  CHECK (first_day <= last_day)
) STRICT;
CREATE INDEX organisation_bars_by_organisation ON organisation_bars (organisation_id);
CREATE TRIGGER organisation_bars_are_never_updated BEFORE UPDATE ON organisation_bars BEGIN SELECT RAISE(ABORT, 'a bar is never changed: take it back'); END;
CREATE TRIGGER organisation_bars_are_never_deleted BEFORE DELETE ON organisation_bars BEGIN SELECT RAISE(ABORT, 'a bar is never deleted: take it back'); END;
CREATE TABLE organisation_bar_ends (
  bar_id INTEGER NOT NULL PRIMARY KEY REFERENCES organisation_bars,
  ended_on TEXT NOT NULL CHECK (length(ended_on) = 10),
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  proposal_id INTEGER REFERENCES proposals,  -- in which another agreed; null in books without people
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER organisation_bar_ends_are_never_updated BEFORE UPDATE ON organisation_bar_ends BEGIN SELECT RAISE(ABORT, 'a bar that was taken back stays taken back'); END;
CREATE TRIGGER organisation_bar_ends_are_never_deleted BEFORE DELETE ON organisation_bar_ends BEGIN SELECT RAISE(ABORT, 'a bar that was taken back stays taken back'); END;

-- People of an organisation. Name and telephone are null once erased, and so are the keys beside them: HMACs, to find the same person elsewhere without showing them. The number of an identity card is kept as its key alone.
CREATE TABLE organisation_persons (
  person_no INTEGER NOT NULL PRIMARY KEY,
  organisation_id INTEGER NOT NULL REFERENCES organisations,
  relation TEXT NOT NULL,
  name TEXT,
  name_key BLOB CHECK (length(name_key) = 32),
  phone TEXT,
  phone_key BLOB CHECK (length(phone_key) = 32),
  id_key BLOB CHECK (length(id_key) = 32),
  since TEXT CHECK (length(since) = 10),
  until TEXT CHECK (length(until) = 10),  -- last day, included
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  CHECK (name IS NOT NULL OR (name_key IS NULL AND phone IS NULL AND phone_key IS NULL AND id_key IS NULL))
) STRICT;
CREATE INDEX organisation_persons_by_organisation ON organisation_persons (organisation_id);
CREATE TRIGGER organisation_persons_are_never_deleted BEFORE DELETE ON organisation_persons BEGIN SELECT RAISE(ABORT, 'a person of an organisation is never deleted: erase the name'); END;

-- Organisations it comes from or belongs to, in the directory or not.
CREATE TABLE organisation_relations (
  relation_no INTEGER NOT NULL PRIMARY KEY,
  organisation_id INTEGER NOT NULL REFERENCES organisations,
  relation TEXT NOT NULL,
  other_name TEXT NOT NULL,
  other_credit_code TEXT,
  since TEXT CHECK (length(since) = 10),
  until TEXT CHECK (length(until) = 10),  -- last day, included
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX organisation_relations_by_organisation ON organisation_relations (organisation_id);
CREATE TRIGGER organisation_relations_are_never_deleted BEFORE DELETE ON organisation_relations BEGIN SELECT RAISE(ABORT, 'a relation is never deleted: end it'); END;

CREATE TABLE qualifications (
  qualification_id INTEGER NOT NULL PRIMARY KEY,
  organisation_id INTEGER NOT NULL REFERENCES organisations,
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  valid_from TEXT NOT NULL CHECK (length(valid_from) = 10),
  valid_to TEXT CHECK (length(valid_to) = 10),  -- last day, included; null without an end
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  file_name TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  CHECK (valid_to IS NULL OR valid_from <= valid_to)
) STRICT;
CREATE INDEX qualifications_by_organisation ON qualifications (organisation_id);
CREATE TRIGGER qualifications_are_never_updated BEFORE UPDATE ON qualifications BEGIN SELECT RAISE(ABORT, 'a qualification document is never changed: add another'); END;
CREATE TRIGGER qualifications_are_never_deleted BEFORE DELETE ON qualifications BEGIN SELECT RAISE(ABORT, 'a qualification document is never deleted'); END;

-- Another person looked at the document; the last look counts.
CREATE TABLE qualification_checks (
  qualification_id INTEGER NOT NULL REFERENCES qualifications,
  check_no INTEGER NOT NULL CHECK (check_no > 0),
  is_verified INTEGER NOT NULL CHECK (is_verified IN (0, 1)),
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (qualification_id, check_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER qualification_checks_are_never_updated BEFORE UPDATE ON qualification_checks BEGIN SELECT RAISE(ABORT, 'a check is never changed: check again'); END;
CREATE TRIGGER qualification_checks_are_never_deleted BEFORE DELETE ON qualification_checks BEGIN SELECT RAISE(ABORT, 'a check is never deleted'); END;

-- What the yearly renewal has come to: each stage once for the day the qualification ends.
CREATE TABLE organisation_renewals (
  organisation_id INTEGER NOT NULL REFERENCES organisations,
  ends_on TEXT NOT NULL CHECK (length(ends_on) = 10),
  stage TEXT NOT NULL CHECK (stage IN ('opened', 'reminded', 'lapsed')),
  day TEXT NOT NULL CHECK (length(day) = 10),
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (organisation_id, ends_on, stage)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER organisation_renewals_are_never_updated BEFORE UPDATE ON organisation_renewals BEGIN SELECT RAISE(ABORT, 'a stage of a renewal is never changed'); END;
CREATE TRIGGER organisation_renewals_are_never_deleted BEFORE DELETE ON organisation_renewals BEGIN SELECT RAISE(ABORT, 'a stage of a renewal is never deleted'); END;

-- What the directory asks for; the last version counts.
CREATE TABLE directory_rules (
  version_no INTEGER NOT NULL PRIMARY KEY CHECK (version_no > 0),
  opens_before INTEGER NOT NULL CHECK (opens_before BETWEEN 1 AND 366),  -- days before the qualification ends
  reminds_before INTEGER NOT NULL CHECK (reminds_before BETWEEN 1 AND 366),
  required TEXT NOT NULL,  -- documents by kind of organisation, as JSON
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  CHECK (reminds_before <= opens_before)
) STRICT;
CREATE TRIGGER directory_rules_are_never_updated BEFORE UPDATE ON directory_rules BEGIN SELECT RAISE(ABORT, 'rules of the directory are never changed: set new ones'); END;
CREATE TRIGGER directory_rules_are_never_deleted BEFORE DELETE ON directory_rules BEGIN SELECT RAISE(ABORT, 'rules of the directory are never deleted'); END;
