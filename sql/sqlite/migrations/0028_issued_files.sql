-- Files that were issued, so that whoever holds one can ask which report it is; and what was signed when a backup was restored.

CREATE TABLE issued_files (
  sha256 BLOB NOT NULL PRIMARY KEY CHECK (length(sha256) = 32),
  issued_at INTEGER NOT NULL,
  report TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('zh-CN', 'en')),
  fund_code TEXT NOT NULL,  -- empty for the whole entity; several with + between
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  known_at INTEGER NOT NULL,
  last_entry INTEGER NOT NULL CHECK (last_entry >= 0),
  checkpoint_size INTEGER REFERENCES seal_checkpoints  -- printed on it
) STRICT, WITHOUT ROWID;
CREATE TRIGGER issued_files_are_never_updated BEFORE UPDATE ON issued_files BEGIN SELECT RAISE(ABORT, 'what was issued stays issued'); END;
CREATE TRIGGER issued_files_are_never_deleted BEFORE DELETE ON issued_files BEGIN SELECT RAISE(ABORT, 'what was issued stays issued'); END;

-- The last checkpoint that the backup held; null where nothing was signed.
ALTER TABLE epochs ADD COLUMN checkpoint_size INTEGER CHECK (checkpoint_size > 0);
ALTER TABLE epochs ADD COLUMN checkpoint_root BLOB CHECK (length(checkpoint_root) = 32);
