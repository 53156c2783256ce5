-- What is shown to everybody, and what people keep for themselves: which funds stand on the public pages, filters that somebody saved, and whose sign-in a donor's is.

-- The last version says whether a fund is shown; a fund without one is.
CREATE TABLE fund_publicity (
  fund_id INTEGER NOT NULL REFERENCES funds,
  version_no INTEGER NOT NULL CHECK (version_no > 0),
  is_shown INTEGER NOT NULL CHECK (is_shown IN (0, 1)),
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (fund_id, version_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER fund_publicity_is_never_updated BEFORE UPDATE ON fund_publicity BEGIN SELECT RAISE(ABORT, 'what was shown is never changed: say it again'); END;
CREATE TRIGGER fund_publicity_is_never_deleted BEFORE DELETE ON fund_publicity BEGIN SELECT RAISE(ABORT, 'what was shown is never deleted'); END;

-- One's own, removed at will.
CREATE TABLE saved_filters (
  person_id TEXT NOT NULL REFERENCES people,
  page TEXT NOT NULL,  -- the program's own name of a page
  name TEXT NOT NULL,
  query TEXT NOT NULL,  -- parameters of that page, checked when they were saved
  saved_at INTEGER NOT NULL,
  PRIMARY KEY (person_id, page, name)
) STRICT, WITHOUT ROWID;

-- The sign-in by which a donor reads their own gifts; one that was ended stays.
CREATE TABLE donor_people (
  link_id INTEGER NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people,
  donor_id INTEGER NOT NULL REFERENCES donors,
  linked_by TEXT NOT NULL,
  linked_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
CREATE UNIQUE INDEX donor_people_in_force ON donor_people (person_id, donor_id) WHERE ended_at IS NULL;
CREATE TRIGGER donor_people_only_end BEFORE UPDATE ON donor_people
WHEN OLD.ended_at IS NOT NULL OR NEW.link_id <> OLD.link_id OR NEW.person_id <> OLD.person_id OR NEW.donor_id <> OLD.donor_id OR NEW.linked_by <> OLD.linked_by OR NEW.linked_at <> OLD.linked_at
BEGIN SELECT RAISE(ABORT, 'a link of a donor can only be ended'); END;
CREATE TRIGGER donor_people_are_never_deleted BEFORE DELETE ON donor_people BEGIN SELECT RAISE(ABORT, 'a link of a donor is never deleted'); END;
