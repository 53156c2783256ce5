-- Accounts at banks and payment channels; their statements as staged lines; what of them belongs to which entry; rules; reconciliations.
-- The journal is not changed by any of it: an account's part of the books is read off its lines, by fund and day.
-- How this differs from the SQLite script is said in 0001_ledger.

CREATE TABLE bank_accounts (
  bank_account_id bigint IDENTITY NOT NULL PRIMARY KEY,
  entity_id bigint NOT NULL REFERENCES entities,
  code nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL UNIQUE,
  name_zh nvarchar(200) NOT NULL,
  name_en nvarchar(200) NOT NULL,
  bank_name nvarchar(200) NOT NULL,
  number_tail nvarchar(8) NOT NULL,  -- the last digits, never the whole number
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL CHECK (LEN(currency) = 3),
  kind nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT bank_accounts_kind CHECK (kind IN (N'bank', N'channel')),  -- a channel holds gifts until it settles them: Alipay, WeChat
  opened_on date NOT NULL,
  opening_minor bigint NULL,  -- at the bank before its first line, as told; null when the statements say it
  unmatched nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT bank_accounts_unmatched CHECK (unmatched IN (N'leave', N'suspense', N'donation')),  -- what becomes of money in that nobody knows
  fund_id bigint NULL REFERENCES funds,  -- of money in that nobody knows, and of a dedicated account
  source_id bigint NULL REFERENCES sources,
  status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT bank_accounts_status CHECK (status IN (N'open', N'closed')),
  lock_count bigint NOT NULL  -- changed first by whoever works on its lines
);
GO
CREATE TRIGGER bank_accounts_keep_their_code ON bank_accounts AFTER UPDATE AS
IF EXISTS (
  SELECT bank_account_id, entity_id, code, currency, kind FROM deleted
  EXCEPT SELECT bank_account_id, entity_id, code, currency, kind FROM inserted)
  THROW 50000, N'a bank account keeps its code', 1;
GO
CREATE TRIGGER bank_accounts_are_never_deleted ON bank_accounts INSTEAD OF DELETE AS
THROW 50000, N'a bank account is never deleted: close it', 1;
GO

-- Where a fund's money lies, from a day on until the next row of the same fund and kind.
CREATE TABLE fund_bank_accounts (
  fund_id bigint NOT NULL REFERENCES funds,
  kind nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT fund_bank_accounts_kind CHECK (kind IN (N'bank', N'channel')),
  from_day date NOT NULL,
  bank_account_id bigint NOT NULL REFERENCES bank_accounts,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (fund_id, kind, from_day)
);
CREATE INDEX fund_bank_accounts_by_account ON fund_bank_accounts (bank_account_id);
GO
CREATE TRIGGER fund_bank_accounts_are_never_updated ON fund_bank_accounts INSTEAD OF UPDATE AS
THROW 50000, N'where a fund''s money lies is never changed: add a row of another day', 1;
GO
CREATE TRIGGER fund_bank_accounts_are_never_deleted ON fund_bank_accounts INSTEAD OF DELETE AS
THROW 50000, N'where a fund''s money lies is never deleted', 1;
GO

-- A journal line that moved another account than its fund's: written with the entry.
CREATE TABLE entry_bank_accounts (
  entry_id bigint NOT NULL REFERENCES journal_entries,
  line_no bigint NOT NULL CHECK (line_no > 0),
  bank_account_id bigint NOT NULL REFERENCES bank_accounts,
  PRIMARY KEY (entry_id, line_no)
);
CREATE INDEX entry_bank_accounts_by_account ON entry_bank_accounts (bank_account_id);
GO
CREATE TRIGGER entry_bank_accounts_are_never_updated ON entry_bank_accounts INSTEAD OF UPDATE AS
THROW 50000, N'the bank account of an entry is never changed: post a reversal', 1;
GO
CREATE TRIGGER entry_bank_accounts_are_never_deleted ON entry_bank_accounts INSTEAD OF DELETE AS
THROW 50000, N'the bank account of an entry is never deleted: post a reversal', 1;
GO
GO
-- The books' side of an account, line by line.
CREATE VIEW bank_account_lines AS
SELECT held.bank_account_id, line.entry_id, line.line_no, line.occurred_on, line.fund_id, line.amount_minor
FROM fund_bank_accounts held
JOIN bank_accounts known ON known.bank_account_id = held.bank_account_id
JOIN journal_lines line ON line.fund_id = held.fund_id AND line.occurred_on >= held.from_day AND line.currency = known.currency
JOIN accounts account ON account.account_id = line.account_id AND account.role = CASE held.kind WHEN N'bank' THEN N'Bank' ELSE N'ChannelBalance' END
WHERE NOT EXISTS (SELECT 1 FROM fund_bank_accounts later WHERE later.fund_id = held.fund_id AND later.kind = held.kind AND later.from_day > held.from_day AND later.from_day <= line.occurred_on)
  AND NOT EXISTS (SELECT 1 FROM entry_bank_accounts told WHERE told.entry_id = line.entry_id AND told.line_no = line.line_no)
UNION ALL
SELECT told.bank_account_id, line.entry_id, line.line_no, line.occurred_on, line.fund_id, line.amount_minor
FROM entry_bank_accounts told
JOIN journal_lines line ON line.entry_id = told.entry_id AND line.line_no = told.line_no;
GO
GO
-- The same, entered from an entry: which account each of its lines moved.
CREATE VIEW bank_entry_lines AS
SELECT line.entry_id, line.line_no, line.occurred_on, line.fund_id, line.amount_minor,
  COALESCE((SELECT told.bank_account_id FROM entry_bank_accounts told WHERE told.entry_id = line.entry_id AND told.line_no = line.line_no),
    (SELECT held.bank_account_id FROM fund_bank_accounts held
     WHERE held.fund_id = line.fund_id AND held.kind = CASE account.role WHEN N'Bank' THEN N'bank' ELSE N'channel' END AND held.from_day <= line.occurred_on
       AND NOT EXISTS (SELECT 1 FROM fund_bank_accounts later WHERE later.fund_id = held.fund_id AND later.kind = held.kind AND later.from_day > held.from_day AND later.from_day <= line.occurred_on))) AS bank_account_id
FROM journal_lines line
JOIN accounts account ON account.account_id = line.account_id
WHERE account.role IN (N'Bank', N'ChannelBalance');
GO

-- Numbers of lines, matches and rules, drawn in the transaction that uses them.
CREATE TABLE bank_numbers (
  kind nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL PRIMARY KEY CONSTRAINT bank_numbers_kind CHECK (kind IN (N'line', N'match', N'rule')),
  next_number bigint NOT NULL
);

CREATE TABLE bank_statements (
  statement_id bigint IDENTITY NOT NULL PRIMARY KEY,
  bank_account_id bigint NOT NULL REFERENCES bank_accounts,
  file_sha256 varbinary(32) NOT NULL CHECK (DATALENGTH(file_sha256) = 32),
  file_name nvarchar(260) NOT NULL,
  profile nvarchar(max) NOT NULL,  -- JSON: how it was read
  status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT bank_statements_status CHECK (status IN (N'running', N'done')),
  rows_done bigint NOT NULL CHECK (rows_done >= 0),
  line_count bigint NOT NULL CHECK (line_count >= 0),
  known_count bigint NOT NULL CHECK (known_count >= 0),  -- rows that an earlier statement had
  first_day date NOT NULL,
  last_day date NOT NULL,
  opening_minor bigint NULL,  -- null where the file states no balance
  closing_minor bigint NULL,
  runs_backwards bigint NOT NULL CHECK (runs_backwards IN (0, 1)),  -- the last line stands first
  fault_count bigint NOT NULL CHECK (fault_count >= 0),
  faults nvarchar(max) NOT NULL,  -- JSON: the first rows at which the running balance breaks
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  started_at bigint NOT NULL,
  UNIQUE (bank_account_id, file_sha256)
);
GO
CREATE TRIGGER bank_statements_keep_what_they_are ON bank_statements AFTER UPDATE AS
IF EXISTS (
  SELECT statement_id, bank_account_id, file_sha256, first_day, last_day, COALESCE(opening_minor, -9223372036854775807), COALESCE(closing_minor, -9223372036854775807) FROM deleted
  EXCEPT SELECT statement_id, bank_account_id, file_sha256, first_day, last_day, COALESCE(opening_minor, -9223372036854775807), COALESCE(closing_minor, -9223372036854775807) FROM inserted)
  THROW 50000, N'a statement keeps what it is', 1;
GO
CREATE TRIGGER bank_statements_are_never_deleted ON bank_statements INSTEAD OF DELETE AS
THROW 50000, N'a statement is never deleted: leave out its lines', 1;
GO

-- One line of a statement: money in is positive. What no match has taken of it is open; verify derives that again.
CREATE TABLE bank_statement_lines (
  line_id bigint NOT NULL PRIMARY KEY,
  statement_id bigint NOT NULL REFERENCES bank_statements,
  bank_account_id bigint NOT NULL REFERENCES bank_accounts,
  row_no bigint NOT NULL CHECK (row_no > 0),
  bank_day date NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor <> 0),
  balance_minor bigint NULL,
  reference nvarchar(100) COLLATE Latin1_General_BIN2 NOT NULL,
  row_key varbinary(16) NOT NULL CHECK (DATALENGTH(row_key) = 16),
  open_minor bigint NOT NULL,
  is_left_out bigint NOT NULL CHECK (is_left_out IN (0, 1)),  -- counts for nothing: the bank never had it
  UNIQUE (statement_id, row_no),
  CHECK (amount_minor > 0 AND open_minor BETWEEN 0 AND amount_minor OR amount_minor < 0 AND open_minor BETWEEN amount_minor AND 0),
  CHECK (is_left_out = 0 OR open_minor = amount_minor)
);
CREATE INDEX bank_statement_lines_by_day ON bank_statement_lines (bank_account_id, bank_day, line_id);
CREATE INDEX bank_statement_lines_open ON bank_statement_lines (bank_account_id, bank_day, line_id) WHERE open_minor <> 0;
CREATE INDEX bank_statement_lines_by_key ON bank_statement_lines (bank_account_id, row_key);
GO
CREATE TRIGGER bank_statement_lines_keep_what_they_say ON bank_statement_lines AFTER UPDATE AS
IF EXISTS (
  SELECT line_id, statement_id, bank_account_id, row_no, bank_day, amount_minor, COALESCE(balance_minor, -9223372036854775807), reference, row_key FROM deleted
  EXCEPT SELECT line_id, statement_id, bank_account_id, row_no, bank_day, amount_minor, COALESCE(balance_minor, -9223372036854775807), reference, row_key FROM inserted)
  THROW 50000, N'a statement line keeps what it says', 1;
GO
CREATE TRIGGER bank_statement_lines_are_never_deleted ON bank_statement_lines INSTEAD OF DELETE AS
THROW 50000, N'a statement line is never deleted: leave it out', 1;
GO

-- Names and free text of lines: erasable.
CREATE TABLE bank_line_texts (
  line_id bigint NOT NULL PRIMARY KEY REFERENCES bank_statement_lines,
  counterparty nvarchar(200) NOT NULL,
  text nvarchar(max) NOT NULL
);

-- Lines left out, and taken in again.
CREATE TABLE bank_line_events (
  line_id bigint NOT NULL REFERENCES bank_statement_lines,
  recorded_at bigint NOT NULL,
  is_left_out bigint NOT NULL CHECK (is_left_out IN (0, 1)),
  reason nvarchar(200) NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  PRIMARY KEY (line_id, recorded_at)
);
GO
CREATE TRIGGER bank_line_events_are_never_updated ON bank_line_events INSTEAD OF UPDATE AS
THROW 50000, N'what was left out stays on record', 1;
GO
CREATE TRIGGER bank_line_events_are_never_deleted ON bank_line_events INSTEAD OF DELETE AS
THROW 50000, N'what was left out stays on record', 1;
GO

-- What became of money: parts of lines and parts of entries, with the same sum.
CREATE TABLE bank_matches (
  match_id bigint NOT NULL PRIMARY KEY,
  bank_account_id bigint NOT NULL REFERENCES bank_accounts,
  how nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT bank_matches_how CHECK (how IN (N'same-row', N'reference', N'same-day', N'near-day', N'reversed', N'suggested', N'rule', N'by-hand', N'booked')),
  rule_id bigint NULL,
  rule_version bigint NULL,
  last_day date NOT NULL,  -- of its parts: from then on none of them is in transit
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL
);
CREATE INDEX bank_matches_by_account ON bank_matches (bank_account_id, match_id);
GO
CREATE TRIGGER bank_matches_are_never_updated ON bank_matches INSTEAD OF UPDATE AS
THROW 50000, N'a match is never changed: undo it', 1;
GO
CREATE TRIGGER bank_matches_are_never_deleted ON bank_matches INSTEAD OF DELETE AS
THROW 50000, N'a match is never deleted: undo it', 1;
GO

CREATE TABLE bank_match_lines (
  match_id bigint NOT NULL REFERENCES bank_matches,
  line_id bigint NOT NULL REFERENCES bank_statement_lines,
  amount_minor bigint NOT NULL CHECK (amount_minor <> 0),
  PRIMARY KEY (match_id, line_id)
);
CREATE INDEX bank_match_lines_by_line ON bank_match_lines (line_id);
GO
CREATE TRIGGER bank_match_lines_are_never_updated ON bank_match_lines INSTEAD OF UPDATE AS
THROW 50000, N'a match is never changed: undo it', 1;
GO
CREATE TRIGGER bank_match_lines_are_never_deleted ON bank_match_lines INSTEAD OF DELETE AS
THROW 50000, N'a match is never deleted: undo it', 1;
GO

CREATE TABLE bank_match_entries (
  match_id bigint NOT NULL REFERENCES bank_matches,
  entry_id bigint NOT NULL REFERENCES journal_entries,
  bank_account_id bigint NOT NULL REFERENCES bank_accounts,
  amount_minor bigint NOT NULL CHECK (amount_minor <> 0),
  PRIMARY KEY (match_id, entry_id)
);
CREATE INDEX bank_match_entries_by_entry ON bank_match_entries (entry_id, bank_account_id);
GO
CREATE TRIGGER bank_match_entries_are_never_updated ON bank_match_entries INSTEAD OF UPDATE AS
THROW 50000, N'a match is never changed: undo it', 1;
GO
CREATE TRIGGER bank_match_entries_are_never_deleted ON bank_match_entries INSTEAD OF DELETE AS
THROW 50000, N'a match is never deleted: undo it', 1;
GO

CREATE TABLE bank_unmatches (
  match_id bigint NOT NULL PRIMARY KEY REFERENCES bank_matches,
  reason nvarchar(200) NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL
);
GO
CREATE TRIGGER bank_unmatches_are_never_updated ON bank_unmatches INSTEAD OF UPDATE AS
THROW 50000, N'an undone match stays undone: match again', 1;
GO
CREATE TRIGGER bank_unmatches_are_never_deleted ON bank_unmatches INSTEAD OF DELETE AS
THROW 50000, N'an undone match stays undone: match again', 1;
GO

-- What to do with lines that look alike. The last version counts; each one is kept. The payer may be a person, whose name can be erased.
CREATE TABLE bank_rules (
  rule_id bigint NOT NULL,
  version_no bigint NOT NULL CHECK (version_no > 0),
  bank_account_id bigint NOT NULL REFERENCES bank_accounts,
  is_on bigint NOT NULL CHECK (is_on IN (0, 1)),
  direction nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT bank_rules_direction CHECK (direction IN (N'in', N'out')),
  payer nvarchar(200) NOT NULL,  -- what the counterparty contains; empty for any
  words nvarchar(200) NOT NULL,  -- what the text contains; empty for any
  least_minor bigint NULL,  -- of the amount without its sign
  most_minor bigint NULL,
  book_as nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT bank_rules_book_as CHECK (book_as IN (N'gift', N'fee', N'interest', N'suspense', N'leave')),
  fund_id bigint NULL REFERENCES funds,
  source_id bigint NULL REFERENCES sources,
  from_line_id bigint NULL REFERENCES bank_statement_lines,  -- that it was learned from
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (rule_id, version_no)
);
GO
CREATE TRIGGER bank_rules_keep_their_content ON bank_rules AFTER UPDATE AS
IF EXISTS (
  SELECT rule_id, version_no, bank_account_id, is_on, direction, words, COALESCE(least_minor, -1), COALESCE(most_minor, -1), book_as, COALESCE(fund_id, -1), COALESCE(source_id, -1), COALESCE(from_line_id, -1), actor, recorded_at FROM deleted
  EXCEPT SELECT rule_id, version_no, bank_account_id, is_on, direction, words, COALESCE(least_minor, -1), COALESCE(most_minor, -1), book_as, COALESCE(fund_id, -1), COALESCE(source_id, -1), COALESCE(from_line_id, -1), actor, recorded_at FROM inserted)
  THROW 50000, N'a rule is never changed: add a version', 1;
GO
CREATE TRIGGER bank_rules_are_never_deleted ON bank_rules INSTEAD OF DELETE AS
THROW 50000, N'a rule is never deleted: switch it off', 1;
GO

-- A reconciliation that tied and was locked, with the figures of its day as they were known then; verify derives them again.
CREATE TABLE bank_reconciliations (
  reconciliation_id bigint IDENTITY NOT NULL PRIMARY KEY,
  bank_account_id bigint NOT NULL REFERENCES bank_accounts,
  to_day date NOT NULL,
  book_minor bigint NOT NULL,
  bank_minor bigint NOT NULL,
  bank_says nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT bank_reconciliations_bank_says CHECK (bank_says IN (N'statement', N'told', N'counted')),
  opening_minor bigint NOT NULL,  -- what the bank held before its first line, less what the books say of that time
  book_received_minor bigint NOT NULL,  -- in the books, not at the bank
  book_paid_minor bigint NOT NULL,
  bank_received_minor bigint NOT NULL,  -- at the bank, not in the books
  bank_paid_minor bigint NOT NULL,
  item_count bigint NOT NULL CHECK (item_count >= 0),
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL
);
CREATE INDEX bank_reconciliations_by_account ON bank_reconciliations (bank_account_id, to_day);
GO
CREATE TRIGGER bank_reconciliations_are_never_updated ON bank_reconciliations INSTEAD OF UPDATE AS
THROW 50000, N'a locked reconciliation is never changed: unlock it', 1;
GO
CREATE TRIGGER bank_reconciliations_are_never_deleted ON bank_reconciliations INSTEAD OF DELETE AS
THROW 50000, N'a locked reconciliation is never deleted: unlock it', 1;
GO

CREATE TABLE bank_reconciliation_unlocks (
  reconciliation_id bigint NOT NULL PRIMARY KEY REFERENCES bank_reconciliations,
  reason nvarchar(200) NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,  -- who asked
  checked_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,  -- empty in books without people
  recorded_at bigint NOT NULL
);
GO
CREATE TRIGGER bank_reconciliation_unlocks_are_never_updated ON bank_reconciliation_unlocks INSTEAD OF UPDATE AS
THROW 50000, N'unlocking stays on record', 1;
GO
CREATE TRIGGER bank_reconciliation_unlocks_are_never_deleted ON bank_reconciliation_unlocks INSTEAD OF DELETE AS
THROW 50000, N'unlocking stays on record', 1;
GO

-- Rows and look-ups that a server takes in one round trip.
CREATE TYPE bank_statement_lines_rows AS TABLE (
  line_id bigint NOT NULL,
  statement_id bigint NOT NULL,
  bank_account_id bigint NOT NULL,
  row_no bigint NOT NULL,
  bank_day date NOT NULL,
  amount_minor bigint NOT NULL,
  balance_minor bigint NULL,
  reference nvarchar(100) NOT NULL,
  row_key varbinary(16) NOT NULL
);
CREATE TYPE bank_line_texts_rows AS TABLE (
  line_id bigint NOT NULL,
  counterparty nvarchar(200) NOT NULL,
  text nvarchar(max) NOT NULL
);
CREATE TYPE bank_line_look_ups AS TABLE (
  bank_account_id bigint NOT NULL,
  row_key varbinary(16) NOT NULL,
  statement_id bigint NOT NULL
);
CREATE TYPE bank_matches_rows AS TABLE (
  match_id bigint NOT NULL,
  bank_account_id bigint NOT NULL,
  how nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL,
  rule_id bigint NULL,
  rule_version bigint NULL,
  last_day date NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL
);
CREATE TYPE bank_match_lines_rows AS TABLE (
  match_id bigint NOT NULL,
  line_id bigint NOT NULL,
  amount_minor bigint NOT NULL
);
CREATE TYPE bank_match_entries_rows AS TABLE (
  match_id bigint NOT NULL,
  entry_id bigint NOT NULL,
  bank_account_id bigint NOT NULL,
  amount_minor bigint NOT NULL
);
