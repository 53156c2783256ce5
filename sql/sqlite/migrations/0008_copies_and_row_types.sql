-- Ledgers that came from another database.

-- When it was copied, from what kind of database, up to which numbers, and the digest over all that was copied.
CREATE TABLE ledger_copies (
  copy_no INTEGER NOT NULL PRIMARY KEY CHECK (copy_no > 0),
  copied_at INTEGER NOT NULL,
  copied_from TEXT NOT NULL CHECK (copied_from IN ('sqlite', 'sql-server')),
  last_entry_id INTEGER NOT NULL CHECK (last_entry_id >= 0),
  last_event_id INTEGER NOT NULL CHECK (last_event_id >= 0),
  digest BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;
CREATE TRIGGER ledger_copies_are_never_updated BEFORE UPDATE ON ledger_copies BEGIN SELECT RAISE(ABORT, 'what is said of a copy is never changed'); END;
CREATE TRIGGER ledger_copies_are_never_deleted BEFORE DELETE ON ledger_copies BEGIN SELECT RAISE(ABORT, 'what is said of a copy is never deleted'); END;

-- Numbers of entries and events that no row had when the ledger was copied from a server, which draws some and does not use them.
-- In an embedded ledger every other gap is something deleted.
CREATE TABLE unused_numbers (
  kind TEXT NOT NULL CHECK (kind IN ('entry', 'event')),
  first_number INTEGER NOT NULL CHECK (first_number > 0),
  last_number INTEGER NOT NULL,
  PRIMARY KEY (kind, first_number),
  CHECK (last_number >= first_number)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER unused_numbers_are_never_updated BEFORE UPDATE ON unused_numbers BEGIN SELECT RAISE(ABORT, 'unused numbers are never changed'); END;
CREATE TRIGGER unused_numbers_are_never_deleted BEFORE DELETE ON unused_numbers BEGIN SELECT RAISE(ABORT, 'unused numbers are never deleted'); END;
