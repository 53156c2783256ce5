-- The Merkle tree of RFC 6962 over the hashes of entries, and what was signed of it.

-- One row, changed first by whoever seals.
CREATE TABLE seal_state (
  state_id bigint NOT NULL PRIMARY KEY CHECK (state_id = 1),
  tree_size bigint NOT NULL CHECK (tree_size >= 0),
  newest_recorded_at bigint NOT NULL,  -- of what is sealed
  lock_count bigint NOT NULL
);
GO
CREATE TRIGGER seal_state_only_grows ON seal_state AFTER UPDATE AS
IF EXISTS (SELECT 1 FROM inserted JOIN deleted ON deleted.state_id = inserted.state_id WHERE inserted.tree_size < deleted.tree_size)
  THROW 50000, N'what is sealed stays sealed', 1;
GO
CREATE TRIGGER seal_state_is_never_deleted ON seal_state INSTEAD OF DELETE AS
THROW 50000, N'what is sealed stays sealed', 1;
GO

-- Numbers are given when entries are sealed, so entries that are committed out of order may be sealed out of order.
CREATE TABLE seal_leaves (
  leaf_no bigint NOT NULL PRIMARY KEY CHECK (leaf_no >= 0),
  entry_id bigint NOT NULL UNIQUE REFERENCES journal_entries
);
GO
CREATE TRIGGER seal_leaves_are_never_updated ON seal_leaves INSTEAD OF UPDATE AS
THROW 50000, N'what is sealed stays sealed', 1;
GO
CREATE TRIGGER seal_leaves_are_never_deleted ON seal_leaves INSTEAD OF DELETE AS
THROW 50000, N'what is sealed stays sealed', 1;
GO

-- Roots of whole parts of the tree: of 256 leaves at level 1, of 256 such parts at level 2, and so on.
CREATE TABLE seal_tiles (
  level_no bigint NOT NULL CHECK (level_no BETWEEN 1 AND 7),
  tile_no bigint NOT NULL CHECK (tile_no >= 0),
  hash binary(32) NOT NULL,
  PRIMARY KEY (level_no, tile_no)
);
GO
CREATE TRIGGER seal_tiles_are_never_updated ON seal_tiles INSTEAD OF UPDATE AS
THROW 50000, N'what is sealed stays sealed', 1;
GO
CREATE TRIGGER seal_tiles_are_never_deleted ON seal_tiles INSTEAD OF DELETE AS
THROW 50000, N'what is sealed stays sealed', 1;
GO

-- The last one signs. Each was signed for by the one before it, or says why it was not.
CREATE TABLE seal_keys (
  key_no bigint NOT NULL PRIMARY KEY CHECK (key_no > 0),
  public_key varbinary(200) NOT NULL UNIQUE,
  added_at bigint NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  endorsement varbinary(200) NULL,  -- signature of the key before it over this one
  reason nvarchar(2000) NULL,
  CHECK (key_no = 1 OR endorsement IS NOT NULL OR reason IS NOT NULL)
);
GO
CREATE TRIGGER seal_keys_are_never_updated ON seal_keys INSTEAD OF UPDATE AS
THROW 50000, N'a key that signed stays known', 1;
GO
CREATE TRIGGER seal_keys_are_never_deleted ON seal_keys INSTEAD OF DELETE AS
THROW 50000, N'a key that signed stays known', 1;
GO

CREATE TABLE seal_checkpoints (
  tree_size bigint NOT NULL PRIMARY KEY CHECK (tree_size > 0),
  root binary(32) NOT NULL,
  signed_at bigint NOT NULL,
  key_no bigint NOT NULL REFERENCES seal_keys,
  note nvarchar(max) NOT NULL  -- as published, signature included
);
GO
CREATE TRIGGER seal_checkpoints_are_never_updated ON seal_checkpoints INSTEAD OF UPDATE AS
THROW 50000, N'what was signed stays signed', 1;
GO
CREATE TRIGGER seal_checkpoints_are_never_deleted ON seal_checkpoints INSTEAD OF DELETE AS
THROW 50000, N'what was signed stays signed', 1;
GO
