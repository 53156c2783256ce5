-- The Merkle tree of RFC 6962 over the hashes of entries, and what was signed of it.

-- One row, changed first by whoever seals.
CREATE TABLE seal_state (
  state_id INTEGER NOT NULL PRIMARY KEY CHECK (state_id = 1),
  tree_size INTEGER NOT NULL CHECK (tree_size >= 0),
  newest_recorded_at INTEGER NOT NULL,  -- of what is sealed
  lock_count INTEGER NOT NULL
) STRICT;
CREATE TRIGGER seal_state_only_grows BEFORE UPDATE ON seal_state WHEN NEW.tree_size < OLD.tree_size BEGIN SELECT RAISE(ABORT, 'what is sealed stays sealed'); END;
CREATE TRIGGER seal_state_is_never_deleted BEFORE DELETE ON seal_state BEGIN SELECT RAISE(ABORT, 'what is sealed stays sealed'); END;

-- Numbers are given when entries are sealed, so entries that are committed out of order may be sealed out of order.
CREATE TABLE seal_leaves (
  leaf_no INTEGER NOT NULL PRIMARY KEY CHECK (leaf_no >= 0),
  entry_id INTEGER NOT NULL UNIQUE REFERENCES journal_entries
) STRICT;
CREATE TRIGGER seal_leaves_are_never_updated BEFORE UPDATE ON seal_leaves BEGIN SELECT RAISE(ABORT, 'what is sealed stays sealed'); END;
CREATE TRIGGER seal_leaves_are_never_deleted BEFORE DELETE ON seal_leaves BEGIN SELECT RAISE(ABORT, 'what is sealed stays sealed'); END;

-- Roots of whole parts of the tree: of 256 leaves at level 1, of 256 such parts at level 2, and so on.
CREATE TABLE seal_tiles (
  level_no INTEGER NOT NULL CHECK (level_no BETWEEN 1 AND 7),
  tile_no INTEGER NOT NULL CHECK (tile_no >= 0),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level_no, tile_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER seal_tiles_are_never_updated BEFORE UPDATE ON seal_tiles BEGIN SELECT RAISE(ABORT, 'what is sealed stays sealed'); END;
CREATE TRIGGER seal_tiles_are_never_deleted BEFORE DELETE ON seal_tiles BEGIN SELECT RAISE(ABORT, 'what is sealed stays sealed'); END;

-- The last one signs. Each was signed for by the one before it, or says why it was not.
CREATE TABLE seal_keys (
  key_no INTEGER NOT NULL PRIMARY KEY CHECK (key_no > 0),
  public_key BLOB NOT NULL UNIQUE CHECK (length(public_key) <= 200),
  added_at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  endorsement BLOB CHECK (length(endorsement) <= 200),  -- signature of the key before it over this one
  reason TEXT,
  CHECK (key_no = 1 OR endorsement IS NOT NULL OR reason IS NOT NULL)
) STRICT;
CREATE TRIGGER seal_keys_are_never_updated BEFORE UPDATE ON seal_keys BEGIN SELECT RAISE(ABORT, 'a key that signed stays known'); END;
CREATE TRIGGER seal_keys_are_never_deleted BEFORE DELETE ON seal_keys BEGIN SELECT RAISE(ABORT, 'a key that signed stays known'); END;

CREATE TABLE seal_checkpoints (
  tree_size INTEGER NOT NULL PRIMARY KEY CHECK (tree_size > 0),
  root BLOB NOT NULL CHECK (length(root) = 32),
  signed_at INTEGER NOT NULL,
  key_no INTEGER NOT NULL REFERENCES seal_keys,
  note TEXT NOT NULL  -- as published, signature included
) STRICT;
CREATE TRIGGER seal_checkpoints_are_never_updated BEFORE UPDATE ON seal_checkpoints BEGIN SELECT RAISE(ABORT, 'what was signed stays signed'); END;
CREATE TRIGGER seal_checkpoints_are_never_deleted BEFORE DELETE ON seal_checkpoints BEGIN SELECT RAISE(ABORT, 'what was signed stays signed'); END;
