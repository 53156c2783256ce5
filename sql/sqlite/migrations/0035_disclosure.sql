-- What is to be published and by when, and every version of what was: a correction goes beside what it corrects.

-- What an entity has set; the last version counts, and nothing is asked for before there is one.
CREATE TABLE disclosure_settings (
  entity_id INTEGER NOT NULL REFERENCES entities,
  version_no INTEGER NOT NULL CHECK (version_no > 0),
  raises_publicly INTEGER NOT NULL CHECK (raises_publicly IN (0, 1)),
  watched_from TEXT NOT NULL CHECK (length(watched_from) = 10),
  major_minor INTEGER NOT NULL CHECK (major_minor > 0),
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (entity_id, version_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER disclosure_settings_are_never_updated BEFORE UPDATE ON disclosure_settings BEGIN SELECT RAISE(ABORT, 'what was set stays: set it again'); END;
CREATE TRIGGER disclosure_settings_are_never_deleted BEFORE DELETE ON disclosure_settings BEGIN SELECT RAISE(ABORT, 'what was set stays: set it again'); END;

-- Campaigns and charity projects. The last day is the planned one, and once it is over the one on which it was.
CREATE TABLE disclosure_activities (
  activity_id INTEGER NOT NULL PRIMARY KEY,
  fund_id INTEGER NOT NULL REFERENCES funds,
  kind TEXT NOT NULL CHECK (kind IN ('campaign', 'directed', 'project')),
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  first_day TEXT NOT NULL CHECK (length(first_day) = 10),
  last_day TEXT CHECK (length(last_day) = 10),
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  CHECK (last_day IS NULL OR last_day >= first_day)
) STRICT;
CREATE TRIGGER disclosure_activities_are_never_deleted BEFORE DELETE ON disclosure_activities BEGIN SELECT RAISE(ABORT, 'an activity is never deleted: end it'); END;

-- What somebody acted upon; what nobody did is derived and stands nowhere.
CREATE TABLE disclosure_items (
  item_id INTEGER NOT NULL PRIMARY KEY,
  item_key TEXT NOT NULL UNIQUE,
  rule_code TEXT NOT NULL,
  entity_id INTEGER NOT NULL REFERENCES entities,
  fund_id INTEGER REFERENCES funds,
  subject TEXT NOT NULL,
  first_day TEXT NOT NULL CHECK (length(first_day) = 10),
  last_day TEXT NOT NULL CHECK (length(last_day) = 10),
  due_on TEXT NOT NULL CHECK (length(due_on) = 10)
) STRICT;
CREATE TRIGGER disclosure_items_are_never_updated BEFORE UPDATE ON disclosure_items BEGIN SELECT RAISE(ABORT, 'what was acted upon stays'); END;
CREATE TRIGGER disclosure_items_are_never_deleted BEFORE DELETE ON disclosure_items BEGIN SELECT RAISE(ABORT, 'what was acted upon stays'); END;

CREATE TABLE disclosure_drafts (
  draft_id INTEGER NOT NULL PRIMARY KEY,
  item_id INTEGER NOT NULL REFERENCES disclosure_items,
  prepared_on TEXT NOT NULL CHECK (length(prepared_on) = 10),
  known_at INTEGER NOT NULL,
  checkpoint_size INTEGER REFERENCES seal_checkpoints,  -- printed on it
  figures TEXT NOT NULL,  -- JSON
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX disclosure_drafts_by_item ON disclosure_drafts (item_id);
CREATE TRIGGER disclosure_drafts_are_never_updated BEFORE UPDATE ON disclosure_drafts BEGIN SELECT RAISE(ABORT, 'a document that was drawn is never changed: draw another'); END;
CREATE TRIGGER disclosure_drafts_are_never_deleted BEFORE DELETE ON disclosure_drafts BEGIN SELECT RAISE(ABORT, 'a document that was drawn is never changed: draw another'); END;

-- The bytes lie among the attachments.
CREATE TABLE disclosure_files (
  draft_id INTEGER NOT NULL REFERENCES disclosure_drafts,
  file_no INTEGER NOT NULL CHECK (file_no > 0),
  report TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('zh-CN', 'en')),
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  file_name TEXT NOT NULL,
  PRIMARY KEY (draft_id, file_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX disclosure_files_by_hash ON disclosure_files (sha256);
CREATE TRIGGER disclosure_files_are_never_updated BEFORE UPDATE ON disclosure_files BEGIN SELECT RAISE(ABORT, 'a document that was drawn is never changed: draw another'); END;
CREATE TRIGGER disclosure_files_are_never_deleted BEFORE DELETE ON disclosure_files BEGIN SELECT RAISE(ABORT, 'a document that was drawn is never changed: draw another'); END;

CREATE TABLE disclosure_versions (
  item_id INTEGER NOT NULL REFERENCES disclosure_items,
  version_no INTEGER NOT NULL CHECK (version_no > 0),
  draft_id INTEGER NOT NULL UNIQUE REFERENCES disclosure_drafts,
  published_on TEXT NOT NULL CHECK (length(published_on) = 10),
  place TEXT NOT NULL CHECK (place IN ('own', 'outside', 'donors')),
  address TEXT NOT NULL,
  reason TEXT NOT NULL,  -- of a correction; empty for the first
  maker TEXT NOT NULL,
  proposal_id INTEGER REFERENCES proposals,  -- null where nobody else had to agree
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (item_id, version_no),
  CHECK (version_no = 1 OR reason <> '')
) STRICT, WITHOUT ROWID;
CREATE TRIGGER disclosure_versions_are_never_updated BEFORE UPDATE ON disclosure_versions BEGIN SELECT RAISE(ABORT, 'what was published stays: publish a correction'); END;
CREATE TRIGGER disclosure_versions_are_never_deleted BEFORE DELETE ON disclosure_versions BEGIN SELECT RAISE(ABORT, 'what was published stays: publish a correction'); END;

CREATE TABLE disclosure_exemptions (
  item_id INTEGER NOT NULL PRIMARY KEY REFERENCES disclosure_items,
  reason TEXT NOT NULL,
  decided_on TEXT NOT NULL CHECK (length(decided_on) = 10),
  maker TEXT NOT NULL,
  proposal_id INTEGER REFERENCES proposals,  -- null where nobody else had to agree
  recorded_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER disclosure_exemptions_are_never_updated BEFORE UPDATE ON disclosure_exemptions BEGIN SELECT RAISE(ABORT, 'what was decided stays'); END;
CREATE TRIGGER disclosure_exemptions_are_never_deleted BEFORE DELETE ON disclosure_exemptions BEGIN SELECT RAISE(ABORT, 'what was decided stays'); END;

-- Each stage once for the day it falls due.
CREATE TABLE disclosure_reminders (
  item_key TEXT NOT NULL,
  due_on TEXT NOT NULL CHECK (length(due_on) = 10),
  stage TEXT NOT NULL CHECK (stage IN ('month', 'week', 'day', 'late')),
  day TEXT NOT NULL CHECK (length(day) = 10),
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (item_key, due_on, stage)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER disclosure_reminders_are_never_updated BEFORE UPDATE ON disclosure_reminders BEGIN SELECT RAISE(ABORT, 'a reminder that was given stays'); END;
CREATE TRIGGER disclosure_reminders_are_never_deleted BEFORE DELETE ON disclosure_reminders BEGIN SELECT RAISE(ABORT, 'a reminder that was given stays'); END;
