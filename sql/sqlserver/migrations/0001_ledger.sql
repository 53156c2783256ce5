-- The ledger: who keeps books, on which chart, for which funds and sources; the journal; and what is derived from it.
-- Moments are whole microseconds since 1970-01-01 UTC; money is minor units, a debit positive.
--
-- How this differs from the SQLite script, and why:
-- Every number, also a flag or a count, is bigint: rows map to the same C# types in both databases.
-- Days are date. They are written from ISO text, and read back as ISO text with CONVERT(char(10), day, 23).
-- Keys, codes and words compare byte by byte (Latin1_General_BIN2), whatever collation the database has; names and texts are only shown.
-- Digests are varbinary with a CHECK: binary(32) would fill up a short one with zeros instead of refusing it.
-- Word lists have named constraints: a later script that adds a word must drop them, and names made by the server differ in each database.
-- Text has lengths, because the server orders keys of at most 900 bytes; they are the lengths that the program accepts.

CREATE TABLE ledger (
  ledger_no bigint NOT NULL PRIMARY KEY CHECK (ledger_no = 1),
  ledger_id nvarchar(36) COLLATE Latin1_General_BIN2 NOT NULL,
  is_demo bigint NOT NULL CHECK (is_demo IN (0, 1)),
  secret varbinary(32) NOT NULL CHECK (DATALENGTH(secret) = 32),  -- keys made from people's data are HMACs under it
  created_at bigint NOT NULL
);

-- A restored backup starts a new epoch that names the last entry it held, so that what was lost can be told.
CREATE TABLE epochs (
  epoch_no bigint NOT NULL PRIMARY KEY CHECK (epoch_no > 0),
  reason nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT epochs_reason CHECK (reason IN (N'created', N'restored')),
  started_at bigint NOT NULL,
  last_entry_id bigint NOT NULL CHECK (last_entry_id >= 0),
  last_entry_hash varbinary(32) NULL CHECK (DATALENGTH(last_entry_hash) = 32)
);

-- Every write keeps its key with its outcome for as long as the ledger lives.
CREATE TABLE operations (
  operation_key nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL PRIMARY KEY CHECK (DATALENGTH(operation_key) > 0),
  operation nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL,
  content nvarchar(max) NOT NULL,  -- JSON of the fields asked for; people's data only as HMAC
  outcome nvarchar(max) NOT NULL,  -- JSON of the first answer
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL
);

CREATE TABLE entities (
  entity_id bigint IDENTITY NOT NULL PRIMARY KEY,
  code nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL UNIQUE,
  name nvarchar(200) NOT NULL,
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL CHECK (LEN(currency) = 3),
  chart nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL
);

CREATE TABLE accounts (
  account_id bigint IDENTITY NOT NULL PRIMARY KEY,
  entity_id bigint NOT NULL REFERENCES entities,
  code nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL,
  role nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL,  -- what rules speak of; empty for an account only people post to
  name_zh nvarchar(200) NOT NULL,
  name_en nvarchar(200) NOT NULL,
  layer nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT accounts_layer CHECK (layer IN (N'actual', N'committed', N'memo')),
  type nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL
    CONSTRAINT accounts_type CHECK (type IN (N'asset', N'liability', N'net-assets', N'income', N'cost', N'transfer', N'promise')),
  counts_as nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT accounts_counts_as CHECK (counts_as IN (N'nothing', N'cash', N'liability', N'committed')),
  valid_from date NOT NULL,
  valid_to date NULL,  -- last day, included
  UNIQUE (entity_id, code, valid_from)
);
CREATE UNIQUE INDEX accounts_by_role ON accounts (entity_id, role, valid_from) WHERE role <> N'';

CREATE TABLE funds (
  fund_id bigint IDENTITY NOT NULL PRIMARY KEY,
  entity_id bigint NOT NULL REFERENCES entities,
  code nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL UNIQUE,
  name nvarchar(200) NOT NULL,
  kind nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT funds_kind CHECK (kind IN (N'DistrictPool', N'CommunityFund', N'ProgrammeFund')),
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL CHECK (LEN(currency) = 3),
  parent_id bigint NULL REFERENCES funds,
  spending_order nvarchar(max) COLLATE Latin1_General_BIN2 NOT NULL  -- source kinds, first spent first, separated by commas
);

CREATE TABLE sources (
  source_id bigint IDENTITY NOT NULL PRIMARY KEY,
  entity_id bigint NOT NULL REFERENCES entities,
  code nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  name nvarchar(400) NOT NULL,
  kind nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL,
  restriction nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT sources_restriction CHECK (restriction IN (N'none', N'purpose', N'time', N'permanent')),
  is_public bigint NOT NULL CHECK (is_public IN (0, 1)),
  is_spendable bigint NOT NULL CHECK (is_spendable IN (0, 1)),
  origin nvarchar(200) NOT NULL,  -- where the money first came from; empty when that is the source itself
  return_by date NULL,
  UNIQUE (entity_id, code)
);
GO

-- Codes stand in hashed lines, and a restriction comes only from outside: neither ever changes. The server itself keeps IDENTITY numbers.
-- Rows are compared, since Babelfish may answer UPDATE(code) wrongly after a statement that failed. DATALENGTH: blanks at the end are equal to none.
CREATE TRIGGER entities_keep_their_code ON entities AFTER UPDATE AS
IF EXISTS (SELECT entity_id, code, DATALENGTH(code) FROM deleted EXCEPT SELECT entity_id, code, DATALENGTH(code) FROM inserted)
  THROW 50000, N'an entity keeps its code', 1;
GO
CREATE TRIGGER accounts_keep_their_code ON accounts AFTER UPDATE AS
IF EXISTS (
  SELECT account_id, entity_id, code, DATALENGTH(code), layer, type, counts_as FROM deleted
  EXCEPT SELECT account_id, entity_id, code, DATALENGTH(code), layer, type, counts_as FROM inserted)
  THROW 50000, N'an account keeps its code', 1;
GO
CREATE TRIGGER funds_keep_their_code ON funds AFTER UPDATE AS
IF EXISTS (
  SELECT fund_id, entity_id, code, DATALENGTH(code), currency FROM deleted
  EXCEPT SELECT fund_id, entity_id, code, DATALENGTH(code), currency FROM inserted)
  THROW 50000, N'a fund keeps its code', 1;
GO
CREATE TRIGGER sources_keep_their_code ON sources AFTER UPDATE AS
IF EXISTS (
  SELECT source_id, entity_id, code, DATALENGTH(code), kind, restriction, is_spendable FROM deleted
  EXCEPT SELECT source_id, entity_id, code, DATALENGTH(code), kind, restriction, is_spendable FROM inserted)
  THROW 50000, N'a source keeps its restriction', 1;
GO

-- The numbers of journal entries; ledger/take_entry_id says why they are not IDENTITY.
CREATE SEQUENCE entry_ids AS bigint START WITH 1 INCREMENT BY 1;

CREATE TABLE journal_entries (
  entry_id bigint NOT NULL PRIMARY KEY CHECK (entry_id > 0),
  entity_id bigint NOT NULL REFERENCES entities,
  kind nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL,
  occurred_on date NOT NULL,
  recorded_at bigint NOT NULL,
  document_type nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL,
  document_id nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
  document_sha256 varbinary(32) NULL CHECK (DATALENGTH(document_sha256) = 32),
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  operation_key nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  reverses bigint NULL REFERENCES journal_entries,
  relates_to bigint NULL REFERENCES journal_entries,
  text_commitment varbinary(32) NULL CHECK (DATALENGTH(text_commitment) = 32),
  line_count bigint NOT NULL CHECK (line_count >= 2),
  hash varbinary(32) NOT NULL CHECK (DATALENGTH(hash) = 32)
);
CREATE UNIQUE INDEX journal_entries_reversed_once ON journal_entries (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX journal_entries_by_moment ON journal_entries (recorded_at);
CREATE INDEX journal_entries_related ON journal_entries (relates_to) WHERE relates_to IS NOT NULL;

CREATE TABLE journal_lines (
  entry_id bigint NOT NULL REFERENCES journal_entries,
  line_no bigint NOT NULL CHECK (line_no > 0),
  occurred_on date NOT NULL,  -- the entry's, so that a statement walks one index
  account_id bigint NOT NULL REFERENCES accounts,
  fund_id bigint NOT NULL REFERENCES funds,
  source_id bigint NOT NULL REFERENCES sources,
  subject nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL CHECK (LEN(currency) = 3),
  amount_minor bigint NOT NULL CHECK (amount_minor <> 0),
  line_hash varbinary(32) NOT NULL CHECK (DATALENGTH(line_hash) = 32),
  PRIMARY KEY (entry_id, line_no)
);
CREATE INDEX journal_lines_by_fund_and_day ON journal_lines (fund_id, occurred_on);
GO

-- INSTEAD OF: refused before a row is touched, also when no row would have been.
CREATE TRIGGER journal_entries_are_never_updated ON journal_entries INSTEAD OF UPDATE AS
THROW 50000, N'journal entries are never changed: post a reversal', 1;
GO
CREATE TRIGGER journal_entries_are_never_deleted ON journal_entries INSTEAD OF DELETE AS
THROW 50000, N'journal entries are never deleted: post a reversal', 1;
GO
CREATE TRIGGER journal_lines_are_never_updated ON journal_lines INSTEAD OF UPDATE AS
THROW 50000, N'journal lines are never changed: post a reversal', 1;
GO
CREATE TRIGGER journal_lines_are_never_deleted ON journal_lines INSTEAD OF DELETE AS
THROW 50000, N'journal lines are never deleted: post a reversal', 1;
GO

-- Names and free text; the entry's hash holds only SHA-256(salt then text), so a row can be erased and the hash still verifies.
CREATE TABLE entry_texts (
  entry_id bigint NOT NULL PRIMARY KEY REFERENCES journal_entries,
  salt varbinary(32) NOT NULL CHECK (DATALENGTH(salt) = 32),
  text nvarchar(max) NOT NULL
);

-- Derived from the lines, in the same transaction; verify derives them again.
CREATE TABLE account_balances (
  fund_id bigint NOT NULL REFERENCES funds,
  account_id bigint NOT NULL REFERENCES accounts,
  source_id bigint NOT NULL REFERENCES sources,
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL,
  debit_minor bigint NOT NULL CHECK (debit_minor >= 0),
  credit_minor bigint NOT NULL CHECK (credit_minor >= 0),
  PRIMARY KEY (fund_id, account_id, source_id, currency)
);

CREATE TABLE daily_totals (
  fund_id bigint NOT NULL REFERENCES funds,
  account_id bigint NOT NULL REFERENCES accounts,
  source_id bigint NOT NULL REFERENCES sources,
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL,
  occurred_on date NOT NULL,
  debit_minor bigint NOT NULL CHECK (debit_minor >= 0),
  credit_minor bigint NOT NULL CHECK (credit_minor >= 0),
  line_count bigint NOT NULL CHECK (line_count > 0),
  PRIMARY KEY (fund_id, account_id, source_id, currency, occurred_on)
);

-- What may be promised or paid now. A fact (a bank fee, a charged-back gift) posts even when the money is gone: it raises the shortfall.
CREATE TABLE positions (
  fund_id bigint NOT NULL REFERENCES funds,
  source_id bigint NOT NULL REFERENCES sources,
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL,
  available_minor bigint NOT NULL,
  committed_minor bigint NOT NULL CHECK (committed_minor >= 0),
  shortfall_minor bigint NOT NULL CHECK (shortfall_minor >= 0),
  PRIMARY KEY (fund_id, source_id, currency),
  CHECK (available_minor + shortfall_minor >= 0)
);

-- One case for each time a fact overdrew a position; open until the shortfall is made good.
CREATE TABLE overdrawn_cases (
  case_id bigint IDENTITY NOT NULL PRIMARY KEY,
  fund_id bigint NOT NULL REFERENCES funds,
  source_id bigint NOT NULL REFERENCES sources,
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL,
  opened_by bigint NOT NULL REFERENCES journal_entries,
  closed_by bigint NULL REFERENCES journal_entries
);
CREATE UNIQUE INDEX overdrawn_cases_open_once ON overdrawn_cases (fund_id, source_id, currency) WHERE closed_by IS NULL;

-- What is still open of one award, tranche, claim or transfer on one account; it never changes sign.
CREATE TABLE open_items (
  subject nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL CHECK (subject <> N''),
  account_id bigint NOT NULL REFERENCES accounts,
  fund_id bigint NOT NULL REFERENCES funds,
  source_id bigint NOT NULL REFERENCES sources,
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL,
  sign bigint NOT NULL CHECK (sign IN (-1, 1)),
  amount_minor bigint NOT NULL,
  PRIMARY KEY (subject, account_id, fund_id, source_id, currency),
  CHECK (amount_minor * sign >= 0)
);

-- A month without a row is open. Books close in order: a month is closed when it or a later one is.
CREATE TABLE periods (
  entity_id bigint NOT NULL REFERENCES entities,
  period bigint NOT NULL CHECK (period % 100 BETWEEN 1 AND 12),  -- year × 100 + month
  status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT periods_status CHECK (status IN (N'open', N'closing', N'closed')),
  closing_no bigint NOT NULL CHECK (closing_no >= 0),  -- how often it was closed
  PRIMARY KEY (entity_id, period)
);

CREATE TABLE period_events (
  event_id bigint IDENTITY NOT NULL PRIMARY KEY,
  entity_id bigint NOT NULL REFERENCES entities,
  period bigint NOT NULL,
  closing_no bigint NOT NULL,
  from_status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL,
  to_status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  checked_by nvarchar(200) COLLATE Latin1_General_BIN2 NULL,  -- reopening takes two people
  reason nvarchar(max) NOT NULL,
  recorded_at bigint NOT NULL
);
GO
CREATE TRIGGER period_events_are_never_updated ON period_events INSTEAD OF UPDATE AS
THROW 50000, N'period events are never changed', 1;
GO
CREATE TRIGGER period_events_are_never_deleted ON period_events INSTEAD OF DELETE AS
THROW 50000, N'period events are never deleted', 1;
GO

-- Balances at the end of a closed month; valid while that closing of the month stands.
CREATE TABLE period_snapshots (
  entity_id bigint NOT NULL REFERENCES entities,
  period bigint NOT NULL,
  closing_no bigint NOT NULL,
  fund_id bigint NOT NULL REFERENCES funds,
  account_id bigint NOT NULL REFERENCES accounts,
  source_id bigint NOT NULL REFERENCES sources,
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL,
  debit_minor bigint NOT NULL CHECK (debit_minor >= 0),
  credit_minor bigint NOT NULL CHECK (credit_minor >= 0),
  PRIMARY KEY (entity_id, period, closing_no, fund_id, account_id, source_id, currency)
);

-- Voucher numbers (记账凭证号) are given when the month closes, in the order of the days; no gaps.
CREATE TABLE vouchers (
  entity_id bigint NOT NULL REFERENCES entities,
  period bigint NOT NULL,
  series nvarchar(10) COLLATE Latin1_General_BIN2 NOT NULL,
  number bigint NOT NULL CHECK (number > 0),
  entry_id bigint NOT NULL UNIQUE REFERENCES journal_entries,
  PRIMARY KEY (entity_id, period, series, number)
);

-- Source documents, kept once by their content.
CREATE TABLE attachments (
  sha256 varbinary(32) NOT NULL PRIMARY KEY CHECK (DATALENGTH(sha256) = 32),
  content varbinary(max) NOT NULL CHECK (DATALENGTH(content) <= 10485760)
);
CREATE TABLE attachment_references (
  sha256 varbinary(32) NOT NULL REFERENCES attachments,
  referrer nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  file_name nvarchar(260) NOT NULL,
  PRIMARY KEY (sha256, referrer)
);
