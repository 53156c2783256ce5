-- Samples that auditors draw of the ledger: what was asked, what the population came to at that moment, what was drawn, and what each item was found to be.

CREATE TABLE audit_samples (
  sample_id INTEGER NOT NULL PRIMARY KEY,
  entity_id INTEGER NOT NULL REFERENCES entities,
  fund_id INTEGER REFERENCES funds,  -- with those below it; null of the whole entity
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  first_day TEXT NOT NULL CHECK (length(first_day) = 10),
  last_day TEXT NOT NULL CHECK (length(last_day) = 10),
  kind TEXT NOT NULL CHECK (kind IN ('payments', 'gifts', 'expenses', 'account', 'all')),
  account_code TEXT NOT NULL,  -- of a population of one account and those below it; empty of the others
  part TEXT NOT NULL CHECK (part IN ('positive', 'negative')),
  method TEXT NOT NULL CHECK (method IN ('monetary-unit', 'random', 'all-over')),
  seed TEXT NOT NULL,  -- empty where nothing is left to chance
  interval_minor INTEGER CHECK (interval_minor > 0),
  tolerable_minor INTEGER CHECK (tolerable_minor > 0),
  factor INTEGER CHECK (factor > 0),  -- of confidence, in hundredths
  size INTEGER CHECK (size > 0),
  from_minor INTEGER CHECK (from_minor > 0),
  first_minor INTEGER CHECK (first_minor > 0),  -- the first sum that is hit, of the monetary units
  algorithm INTEGER NOT NULL CHECK (algorithm > 0),
  purpose TEXT NOT NULL,
  known_at INTEGER NOT NULL,  -- of the last entry that counts
  last_entry INTEGER NOT NULL,
  last_hash BLOB NOT NULL,
  checkpoint_size INTEGER,
  checkpoint_root BLOB CHECK (length(checkpoint_root) = 32),
  item_count INTEGER NOT NULL CHECK (item_count >= 0),
  item_sum INTEGER NOT NULL,
  other_count INTEGER NOT NULL CHECK (other_count >= 0),  -- of the other sign
  other_sum INTEGER NOT NULL,
  drawn_by TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  CHECK (first_day <= last_day),
  CHECK ((method = 'monetary-unit') = (interval_minor IS NOT NULL)),
  CHECK ((method = 'monetary-unit') = (first_minor IS NOT NULL)),
  CHECK ((method = 'random') = (size IS NOT NULL)),
  CHECK ((method = 'all-over') = (from_minor IS NOT NULL)),
  CHECK ((tolerable_minor IS NULL) = (factor IS NULL)),
  CHECK ((checkpoint_size IS NULL) = (checkpoint_root IS NULL))
) STRICT;
CREATE TRIGGER audit_samples_are_never_updated BEFORE UPDATE ON audit_samples BEGIN SELECT RAISE(ABORT, 'a sample stays as it was drawn: draw another'); END;
CREATE TRIGGER audit_samples_are_never_deleted BEFORE DELETE ON audit_samples BEGIN SELECT RAISE(ABORT, 'a sample is never deleted'); END;

CREATE TABLE audit_sample_items (
  sample_id INTEGER NOT NULL REFERENCES audit_samples,
  item_no INTEGER NOT NULL CHECK (item_no > 0),
  entry_id INTEGER NOT NULL,
  line_no INTEGER NOT NULL,
  place INTEGER NOT NULL CHECK (place > 0),  -- in the population
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  up_to_minor INTEGER NOT NULL CHECK (up_to_minor >= amount_minor),  -- the population's sum with it
  hits INTEGER NOT NULL CHECK (hits > 0),
  PRIMARY KEY (sample_id, item_no),
  UNIQUE (sample_id, place),
  FOREIGN KEY (entry_id, line_no) REFERENCES journal_lines (entry_id, line_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_sample_items_by_entry ON audit_sample_items (entry_id);
CREATE TRIGGER audit_sample_items_are_never_updated BEFORE UPDATE ON audit_sample_items BEGIN SELECT RAISE(ABORT, 'a sample stays as it was drawn: draw another'); END;
CREATE TRIGGER audit_sample_items_are_never_deleted BEFORE DELETE ON audit_sample_items BEGIN SELECT RAISE(ABORT, 'a sample is never deleted'); END;

-- What an item was found to be; the last version counts. A note is erased when somebody in it must be forgotten, and else stays.
CREATE TABLE audit_sample_results (
  sample_id INTEGER NOT NULL,
  item_no INTEGER NOT NULL,
  version_no INTEGER NOT NULL CHECK (version_no > 0),
  result TEXT NOT NULL CHECK (result IN ('sound', 'misstated', 'not-found')),
  audited_minor INTEGER CHECK ((result = 'misstated') = (audited_minor IS NOT NULL)),
  note TEXT,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (sample_id, item_no, version_no),
  FOREIGN KEY (sample_id, item_no) REFERENCES audit_sample_items (sample_id, item_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER audit_sample_results_lose_their_note_alone BEFORE UPDATE ON audit_sample_results
WHEN NEW.note IS NOT NULL OR NEW.sample_id <> OLD.sample_id OR NEW.item_no <> OLD.item_no OR NEW.version_no <> OLD.version_no OR NEW.result <> OLD.result
  OR NEW.audited_minor IS NOT OLD.audited_minor OR NEW.actor <> OLD.actor OR NEW.recorded_at <> OLD.recorded_at
BEGIN SELECT RAISE(ABORT, 'a result is never changed: record another'); END;
CREATE TRIGGER audit_sample_results_are_never_deleted BEFORE DELETE ON audit_sample_results BEGIN SELECT RAISE(ABORT, 'a result is never deleted'); END;
