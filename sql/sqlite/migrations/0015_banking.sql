-- Accounts at banks and payment channels; their statements as staged lines; what of them belongs to which entry; rules; reconciliations.
-- The journal is not changed by any of it: an account's part of the books is read off its lines, by fund and day.

CREATE TABLE bank_accounts (
  bank_account_id INTEGER NOT NULL PRIMARY KEY,
  entity_id INTEGER NOT NULL REFERENCES entities,
  code TEXT NOT NULL UNIQUE,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  bank_name TEXT NOT NULL,
  number_tail TEXT NOT NULL,  -- the last digits, never the whole number
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  kind TEXT NOT NULL CHECK (kind IN ('bank', 'channel')),  -- a channel holds gifts until it settles them: Alipay, WeChat
  opened_on TEXT NOT NULL,
  opening_minor INTEGER,  -- at the bank before its first line, as told; null when the statements say it
  unmatched TEXT NOT NULL CHECK (unmatched IN ('leave', 'suspense', 'donation')),  -- what becomes of money in that nobody knows
  fund_id INTEGER REFERENCES funds,  -- of money in that nobody knows, and of a dedicated account
  source_id INTEGER REFERENCES sources,
  status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
  lock_count INTEGER NOT NULL  -- changed first by whoever works on its lines
) STRICT;
CREATE TRIGGER bank_accounts_keep_their_code BEFORE UPDATE OF bank_account_id, entity_id, code, currency, kind ON bank_accounts
BEGIN SELECT RAISE(ABORT, 'a bank account keeps its code'); END;
CREATE TRIGGER bank_accounts_are_never_deleted BEFORE DELETE ON bank_accounts BEGIN SELECT RAISE(ABORT, 'a bank account is never deleted: close it'); END;

-- Where a fund's money lies, from a day on until the next row of the same fund and kind.
CREATE TABLE fund_bank_accounts (
  fund_id INTEGER NOT NULL REFERENCES funds,
  kind TEXT NOT NULL CHECK (kind IN ('bank', 'channel')),
  from_day TEXT NOT NULL CHECK (length(from_day) = 10),
  bank_account_id INTEGER NOT NULL REFERENCES bank_accounts,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (fund_id, kind, from_day)
) STRICT, WITHOUT ROWID;
CREATE INDEX fund_bank_accounts_by_account ON fund_bank_accounts (bank_account_id);
CREATE TRIGGER fund_bank_accounts_are_never_updated BEFORE UPDATE ON fund_bank_accounts BEGIN SELECT RAISE(ABORT, 'where a fund''s money lies is never changed: add a row of another day'); END;
CREATE TRIGGER fund_bank_accounts_are_never_deleted BEFORE DELETE ON fund_bank_accounts BEGIN SELECT RAISE(ABORT, 'where a fund''s money lies is never deleted'); END;

-- A journal line that moved another account than its fund's: written with the entry.
CREATE TABLE entry_bank_accounts (
  entry_id INTEGER NOT NULL REFERENCES journal_entries,
  line_no INTEGER NOT NULL CHECK (line_no > 0),
  bank_account_id INTEGER NOT NULL REFERENCES bank_accounts,
  PRIMARY KEY (entry_id, line_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_bank_accounts_by_account ON entry_bank_accounts (bank_account_id);
CREATE TRIGGER entry_bank_accounts_are_never_updated BEFORE UPDATE ON entry_bank_accounts BEGIN SELECT RAISE(ABORT, 'the bank account of an entry is never changed: post a reversal'); END;
CREATE TRIGGER entry_bank_accounts_are_never_deleted BEFORE DELETE ON entry_bank_accounts BEGIN SELECT RAISE(ABORT, 'the bank account of an entry is never deleted: post a reversal'); END;

-- The books' side of an account, line by line.
CREATE VIEW bank_account_lines AS
SELECT held.bank_account_id, line.entry_id, line.line_no, line.occurred_on, line.fund_id, line.amount_minor
FROM fund_bank_accounts held
JOIN bank_accounts known ON known.bank_account_id = held.bank_account_id
JOIN journal_lines line ON line.fund_id = held.fund_id AND line.occurred_on >= held.from_day AND line.currency = known.currency
JOIN accounts account ON account.account_id = line.account_id AND account.role = CASE held.kind WHEN 'bank' THEN 'Bank' ELSE 'ChannelBalance' END
WHERE NOT EXISTS (SELECT 1 FROM fund_bank_accounts later WHERE later.fund_id = held.fund_id AND later.kind = held.kind AND later.from_day > held.from_day AND later.from_day <= line.occurred_on)
  AND NOT EXISTS (SELECT 1 FROM entry_bank_accounts told WHERE told.entry_id = line.entry_id AND told.line_no = line.line_no)
UNION ALL
SELECT told.bank_account_id, line.entry_id, line.line_no, line.occurred_on, line.fund_id, line.amount_minor
FROM entry_bank_accounts told
JOIN journal_lines line ON line.entry_id = told.entry_id AND line.line_no = told.line_no;

-- The same, entered from an entry: which account each of its lines moved.
CREATE VIEW bank_entry_lines AS
SELECT line.entry_id, line.line_no, line.occurred_on, line.fund_id, line.amount_minor,
  COALESCE((SELECT told.bank_account_id FROM entry_bank_accounts told WHERE told.entry_id = line.entry_id AND told.line_no = line.line_no),
    (SELECT held.bank_account_id FROM fund_bank_accounts held
     WHERE held.fund_id = line.fund_id AND held.kind = CASE account.role WHEN 'Bank' THEN 'bank' ELSE 'channel' END AND held.from_day <= line.occurred_on
       AND NOT EXISTS (SELECT 1 FROM fund_bank_accounts later WHERE later.fund_id = held.fund_id AND later.kind = held.kind AND later.from_day > held.from_day AND later.from_day <= line.occurred_on))) AS bank_account_id
FROM journal_lines line
JOIN accounts account ON account.account_id = line.account_id
WHERE account.role IN ('Bank', 'ChannelBalance');

-- Numbers of lines, matches and rules, drawn in the transaction that uses them.
CREATE TABLE bank_numbers (
  kind TEXT NOT NULL PRIMARY KEY CHECK (kind IN ('line', 'match', 'rule')),
  next_number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE bank_statements (
  statement_id INTEGER NOT NULL PRIMARY KEY,
  bank_account_id INTEGER NOT NULL REFERENCES bank_accounts,
  file_sha256 BLOB NOT NULL CHECK (length(file_sha256) = 32),
  file_name TEXT NOT NULL,
  profile TEXT NOT NULL,  -- JSON: how it was read
  status TEXT NOT NULL CHECK (status IN ('running', 'done')),
  rows_done INTEGER NOT NULL CHECK (rows_done >= 0),
  line_count INTEGER NOT NULL CHECK (line_count >= 0),
  known_count INTEGER NOT NULL CHECK (known_count >= 0),  -- rows that an earlier statement had
  first_day TEXT NOT NULL,
  last_day TEXT NOT NULL,
  opening_minor INTEGER,  -- null where the file states no balance
  closing_minor INTEGER,
  runs_backwards INTEGER NOT NULL CHECK (runs_backwards IN (0, 1)),  -- the last line stands first
  fault_count INTEGER NOT NULL CHECK (fault_count >= 0),
  faults TEXT NOT NULL,  -- JSON: the first rows at which the running balance breaks
  actor TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  UNIQUE (bank_account_id, file_sha256)
) STRICT;
CREATE TRIGGER bank_statements_keep_what_they_are BEFORE UPDATE OF statement_id, bank_account_id, file_sha256, first_day, last_day, opening_minor, closing_minor ON bank_statements
BEGIN SELECT RAISE(ABORT, 'a statement keeps what it is'); END;
CREATE TRIGGER bank_statements_are_never_deleted BEFORE DELETE ON bank_statements BEGIN SELECT RAISE(ABORT, 'a statement is never deleted: leave out its lines'); END;

-- One line of a statement: money in is positive. What no match has taken of it is open; verify derives that again.
CREATE TABLE bank_statement_lines (
  line_id INTEGER NOT NULL PRIMARY KEY,
  statement_id INTEGER NOT NULL REFERENCES bank_statements,
  bank_account_id INTEGER NOT NULL REFERENCES bank_accounts,
  row_no INTEGER NOT NULL CHECK (row_no > 0),
  bank_day TEXT NOT NULL CHECK (length(bank_day) = 10),
  amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
  balance_minor INTEGER,
  reference TEXT NOT NULL,
  row_key BLOB NOT NULL CHECK (length(row_key) = 16),
  open_minor INTEGER NOT NULL,
  is_left_out INTEGER NOT NULL CHECK (is_left_out IN (0, 1)),  -- counts for nothing: the bank never had it
  UNIQUE (statement_id, row_no),
  CHECK (amount_minor > 0 AND open_minor BETWEEN 0 AND amount_minor OR amount_minor < 0 AND open_minor BETWEEN amount_minor AND 0),
  CHECK (is_left_out = 0 OR open_minor = amount_minor)
) STRICT;
CREATE INDEX bank_statement_lines_by_day ON bank_statement_lines (bank_account_id, bank_day, line_id);
CREATE INDEX bank_statement_lines_open ON bank_statement_lines (bank_account_id, bank_day, line_id) WHERE open_minor <> 0;
CREATE INDEX bank_statement_lines_by_key ON bank_statement_lines (bank_account_id, row_key);
CREATE TRIGGER bank_statement_lines_keep_what_they_say BEFORE UPDATE OF line_id, statement_id, bank_account_id, row_no, bank_day, amount_minor, balance_minor, reference, row_key ON bank_statement_lines
BEGIN SELECT RAISE(ABORT, 'a statement line keeps what it says'); END;
CREATE TRIGGER bank_statement_lines_are_never_deleted BEFORE DELETE ON bank_statement_lines BEGIN SELECT RAISE(ABORT, 'a statement line is never deleted: leave it out'); END;

-- Names and free text of lines: erasable.
CREATE TABLE bank_line_texts (
  line_id INTEGER NOT NULL PRIMARY KEY REFERENCES bank_statement_lines,
  counterparty TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

-- Lines left out, and taken in again.
CREATE TABLE bank_line_events (
  line_id INTEGER NOT NULL REFERENCES bank_statement_lines,
  recorded_at INTEGER NOT NULL,
  is_left_out INTEGER NOT NULL CHECK (is_left_out IN (0, 1)),
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (line_id, recorded_at)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER bank_line_events_are_never_updated BEFORE UPDATE ON bank_line_events BEGIN SELECT RAISE(ABORT, 'what was left out stays on record'); END;
CREATE TRIGGER bank_line_events_are_never_deleted BEFORE DELETE ON bank_line_events BEGIN SELECT RAISE(ABORT, 'what was left out stays on record'); END;

-- What became of money: parts of lines and parts of entries, with the same sum.
CREATE TABLE bank_matches (
  match_id INTEGER NOT NULL PRIMARY KEY,
  bank_account_id INTEGER NOT NULL REFERENCES bank_accounts,
  how TEXT NOT NULL CHECK (how IN ('same-row', 'reference', 'same-day', 'near-day', 'reversed', 'suggested', 'rule', 'by-hand', 'booked')),
  rule_id INTEGER,
  rule_version INTEGER,
  last_day TEXT NOT NULL CHECK (length(last_day) = 10),  -- of its parts: from then on none of them is in transit
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX bank_matches_by_account ON bank_matches (bank_account_id, match_id);
CREATE TRIGGER bank_matches_are_never_updated BEFORE UPDATE ON bank_matches BEGIN SELECT RAISE(ABORT, 'a match is never changed: undo it'); END;
CREATE TRIGGER bank_matches_are_never_deleted BEFORE DELETE ON bank_matches BEGIN SELECT RAISE(ABORT, 'a match is never deleted: undo it'); END;

CREATE TABLE bank_match_lines (
  match_id INTEGER NOT NULL REFERENCES bank_matches,
  line_id INTEGER NOT NULL REFERENCES bank_statement_lines,
  amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
  PRIMARY KEY (match_id, line_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX bank_match_lines_by_line ON bank_match_lines (line_id);
CREATE TRIGGER bank_match_lines_are_never_updated BEFORE UPDATE ON bank_match_lines BEGIN SELECT RAISE(ABORT, 'a match is never changed: undo it'); END;
CREATE TRIGGER bank_match_lines_are_never_deleted BEFORE DELETE ON bank_match_lines BEGIN SELECT RAISE(ABORT, 'a match is never deleted: undo it'); END;

CREATE TABLE bank_match_entries (
  match_id INTEGER NOT NULL REFERENCES bank_matches,
  entry_id INTEGER NOT NULL REFERENCES journal_entries,
  bank_account_id INTEGER NOT NULL REFERENCES bank_accounts,
  amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
  PRIMARY KEY (match_id, entry_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX bank_match_entries_by_entry ON bank_match_entries (entry_id, bank_account_id);
CREATE TRIGGER bank_match_entries_are_never_updated BEFORE UPDATE ON bank_match_entries BEGIN SELECT RAISE(ABORT, 'a match is never changed: undo it'); END;
CREATE TRIGGER bank_match_entries_are_never_deleted BEFORE DELETE ON bank_match_entries BEGIN SELECT RAISE(ABORT, 'a match is never deleted: undo it'); END;

CREATE TABLE bank_unmatches (
  match_id INTEGER NOT NULL PRIMARY KEY REFERENCES bank_matches,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER bank_unmatches_are_never_updated BEFORE UPDATE ON bank_unmatches BEGIN SELECT RAISE(ABORT, 'an undone match stays undone: match again'); END;
CREATE TRIGGER bank_unmatches_are_never_deleted BEFORE DELETE ON bank_unmatches BEGIN SELECT RAISE(ABORT, 'an undone match stays undone: match again'); END;

-- What to do with lines that look alike. The last version counts; each one is kept. The payer may be a person, whose name can be erased.
CREATE TABLE bank_rules (
  rule_id INTEGER NOT NULL,
  version_no INTEGER NOT NULL CHECK (version_no > 0),
  bank_account_id INTEGER NOT NULL REFERENCES bank_accounts,
  is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  payer TEXT NOT NULL,  -- what the counterparty contains; empty for any
  words TEXT NOT NULL,  -- what the text contains; empty for any
  least_minor INTEGER,  -- of the amount without its sign
  most_minor INTEGER,
  book_as TEXT NOT NULL CHECK (book_as IN ('gift', 'fee', 'interest', 'suspense', 'leave')),
  fund_id INTEGER REFERENCES funds,
  source_id INTEGER REFERENCES sources,
  from_line_id INTEGER REFERENCES bank_statement_lines,  -- that it was learned from
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (rule_id, version_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER bank_rules_keep_their_content BEFORE UPDATE OF rule_id, version_no, bank_account_id, is_on, direction, words, least_minor, most_minor, book_as, fund_id, source_id, from_line_id, actor, recorded_at ON bank_rules
BEGIN SELECT RAISE(ABORT, 'a rule is never changed: add a version'); END;
CREATE TRIGGER bank_rules_are_never_deleted BEFORE DELETE ON bank_rules BEGIN SELECT RAISE(ABORT, 'a rule is never deleted: switch it off'); END;

-- A reconciliation that tied and was locked, with the figures of its day as they were known then; verify derives them again.
CREATE TABLE bank_reconciliations (
  reconciliation_id INTEGER NOT NULL PRIMARY KEY,
  bank_account_id INTEGER NOT NULL REFERENCES bank_accounts,
  to_day TEXT NOT NULL CHECK (length(to_day) = 10),
  book_minor INTEGER NOT NULL,
  bank_minor INTEGER NOT NULL,
  bank_says TEXT NOT NULL CHECK (bank_says IN ('statement', 'told', 'counted')),
  opening_minor INTEGER NOT NULL,  -- what the bank held before its first line, less what the books say of that time
  book_received_minor INTEGER NOT NULL,  -- in the books, not at the bank
  book_paid_minor INTEGER NOT NULL,
  bank_received_minor INTEGER NOT NULL,  -- at the bank, not in the books
  bank_paid_minor INTEGER NOT NULL,
  item_count INTEGER NOT NULL CHECK (item_count >= 0),
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX bank_reconciliations_by_account ON bank_reconciliations (bank_account_id, to_day);
CREATE TRIGGER bank_reconciliations_are_never_updated BEFORE UPDATE ON bank_reconciliations BEGIN SELECT RAISE(ABORT, 'a locked reconciliation is never changed: unlock it'); END;
CREATE TRIGGER bank_reconciliations_are_never_deleted BEFORE DELETE ON bank_reconciliations BEGIN SELECT RAISE(ABORT, 'a locked reconciliation is never deleted: unlock it'); END;

CREATE TABLE bank_reconciliation_unlocks (
  reconciliation_id INTEGER NOT NULL PRIMARY KEY REFERENCES bank_reconciliations,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,  -- who asked
  checked_by TEXT NOT NULL,  -- empty in books without people
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER bank_reconciliation_unlocks_are_never_updated BEFORE UPDATE ON bank_reconciliation_unlocks BEGIN SELECT RAISE(ABORT, 'unlocking stays on record'); END;
CREATE TRIGGER bank_reconciliation_unlocks_are_never_deleted BEFORE DELETE ON bank_reconciliation_unlocks BEGIN SELECT RAISE(ABORT, 'unlocking stays on record'); END;
