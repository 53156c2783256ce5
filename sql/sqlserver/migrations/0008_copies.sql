-- Ledgers that came from another database. How this differs from the SQLite script is said in 0001_ledger.

-- When it was copied, from what kind of database, up to which numbers, and the digest over all that was copied.
CREATE TABLE ledger_copies (
  copy_no bigint NOT NULL PRIMARY KEY CHECK (copy_no > 0),
  copied_at bigint NOT NULL,
  copied_from nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT ledger_copies_copied_from CHECK (copied_from IN (N'sqlite', N'sql-server')),
  last_entry_id bigint NOT NULL CHECK (last_entry_id >= 0),
  last_event_id bigint NOT NULL CHECK (last_event_id >= 0),
  digest varbinary(32) NOT NULL CHECK (DATALENGTH(digest) = 32)
);
GO
CREATE TRIGGER ledger_copies_are_never_updated ON ledger_copies INSTEAD OF UPDATE AS
THROW 50000, N'what is said of a copy is never changed', 1;
GO
CREATE TRIGGER ledger_copies_are_never_deleted ON ledger_copies INSTEAD OF DELETE AS
THROW 50000, N'what is said of a copy is never deleted', 1;
GO

-- Numbers of entries and events that no row had when the ledger was copied from a server, which draws some and does not use them.
-- In an embedded ledger every other gap is something deleted.
CREATE TABLE unused_numbers (
  kind nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT unused_numbers_kind CHECK (kind IN (N'entry', N'event')),
  first_number bigint NOT NULL CHECK (first_number > 0),
  last_number bigint NOT NULL,
  PRIMARY KEY (kind, first_number),
  CHECK (last_number >= first_number)
);
GO
CREATE TRIGGER unused_numbers_are_never_updated ON unused_numbers INSTEAD OF UPDATE AS
THROW 50000, N'unused numbers are never changed', 1;
GO
CREATE TRIGGER unused_numbers_are_never_deleted ON unused_numbers INSTEAD OF DELETE AS
THROW 50000, N'unused numbers are never deleted', 1;
