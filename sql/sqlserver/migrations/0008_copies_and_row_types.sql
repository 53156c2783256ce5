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
GO

-- Tables as parameters, so that a thousand rows go to the server in one round trip and not one by one. A type is named after the table whose rows it carries,
-- or after what is looked up by it. There is nothing of the kind in SQLite, where a statement costs no trip.
CREATE TYPE journal_entries_rows AS TABLE (
  entry_id bigint NOT NULL,
  entity_id bigint NOT NULL,
  kind nvarchar(60) NOT NULL,
  occurred_on date NOT NULL,
  recorded_at bigint NOT NULL,
  document_type nvarchar(60) NOT NULL,
  document_id nvarchar(400) NOT NULL,
  document_sha256 varbinary(32) NULL,
  actor nvarchar(200) NOT NULL,
  operation_key nvarchar(200) NOT NULL,
  reverses bigint NULL,
  relates_to bigint NULL,
  text_commitment varbinary(32) NULL,
  line_count bigint NOT NULL,
  hash varbinary(32) NOT NULL
);
CREATE TYPE journal_lines_rows AS TABLE (
  entry_id bigint NOT NULL,
  line_no bigint NOT NULL,
  occurred_on date NOT NULL,
  account_id bigint NOT NULL,
  fund_id bigint NOT NULL,
  source_id bigint NOT NULL,
  subject nvarchar(200) NOT NULL,
  currency nvarchar(3) NOT NULL,
  amount_minor bigint NOT NULL,
  line_hash varbinary(32) NOT NULL
);
CREATE TYPE entry_texts_rows AS TABLE (
  entry_id bigint NOT NULL,
  salt varbinary(32) NOT NULL,
  text nvarchar(max) NOT NULL
);
CREATE TYPE account_balances_rows AS TABLE (
  fund_id bigint NOT NULL,
  account_id bigint NOT NULL,
  source_id bigint NOT NULL,
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL,
  debit_minor bigint NOT NULL,
  credit_minor bigint NOT NULL
);
CREATE TYPE daily_totals_rows AS TABLE (
  fund_id bigint NOT NULL,
  account_id bigint NOT NULL,
  source_id bigint NOT NULL,
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL,
  occurred_on date NOT NULL,
  debit_minor bigint NOT NULL,
  credit_minor bigint NOT NULL,
  line_count bigint NOT NULL
);
CREATE TYPE donors_rows AS TABLE (
  kind nvarchar(20) NOT NULL,
  name nvarchar(200) NULL,
  name_key varbinary(32) NOT NULL,
  is_anonymous bigint NOT NULL
);
CREATE TYPE donations_rows AS TABLE (
  entry_id bigint NOT NULL,
  donor_id bigint NOT NULL,
  fund_id bigint NOT NULL,
  source_id bigint NOT NULL,
  currency nvarchar(3) NOT NULL,
  amount_minor bigint NOT NULL,
  bank_reference nvarchar(400) NULL,
  import_id bigint NULL,
  import_row bigint NULL
);
CREATE TYPE import_row_keys_rows AS TABLE (
  fund_id bigint NOT NULL,
  row_key varbinary(16) NOT NULL,
  import_id bigint NOT NULL,
  row_count bigint NOT NULL
);
CREATE TYPE donor_look_ups AS TABLE (
  name_key varbinary(32) NOT NULL
);
CREATE TYPE known_row_look_ups AS TABLE (
  fund_id bigint NOT NULL,
  row_key varbinary(16) NOT NULL,
  import_id bigint NOT NULL
);
