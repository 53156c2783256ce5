-- The ledger: who keeps books, on which chart, for which funds and sources; the journal; and what is derived from it.
-- Moments are whole microseconds since 1970-01-01 UTC; days are ISO text, which sorts as it reads; money is minor units, a debit positive.

CREATE TABLE ledger (
  ledger_no INTEGER NOT NULL PRIMARY KEY CHECK (ledger_no = 1),
  ledger_id TEXT NOT NULL,
  is_demo INTEGER NOT NULL CHECK (is_demo IN (0, 1)),
  secret BLOB NOT NULL CHECK (length(secret) = 32),  -- keys made from people's data are HMACs under it
  created_at INTEGER NOT NULL
) STRICT;

-- A restored backup starts a new epoch that names the last entry it held, so that what was lost can be told.
CREATE TABLE epochs (
  epoch_no INTEGER NOT NULL PRIMARY KEY CHECK (epoch_no > 0),
  reason TEXT NOT NULL CHECK (reason IN ('created', 'restored')),
  started_at INTEGER NOT NULL,
  last_entry_id INTEGER NOT NULL CHECK (last_entry_id >= 0),
  last_entry_hash BLOB CHECK (length(last_entry_hash) = 32)
) STRICT;

-- Every write keeps its key with its outcome for as long as the ledger lives.
CREATE TABLE operations (
  operation_key TEXT NOT NULL PRIMARY KEY CHECK (length(operation_key) BETWEEN 1 AND 200),
  operation TEXT NOT NULL,
  content TEXT NOT NULL,  -- JSON of the fields asked for; people's data only as HMAC
  outcome TEXT NOT NULL,  -- JSON of the first answer
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE entities (
  entity_id INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  chart TEXT NOT NULL
) STRICT;

CREATE TABLE accounts (
  account_id INTEGER NOT NULL PRIMARY KEY,
  entity_id INTEGER NOT NULL REFERENCES entities,
  code TEXT NOT NULL,
  role TEXT NOT NULL,  -- what rules speak of; empty for an account only people post to
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  layer TEXT NOT NULL CHECK (layer IN ('actual', 'committed', 'memo')),
  type TEXT NOT NULL CHECK (type IN ('asset', 'liability', 'net-assets', 'income', 'cost', 'transfer', 'promise')),
  counts_as TEXT NOT NULL CHECK (counts_as IN ('nothing', 'cash', 'liability', 'committed')),
  valid_from TEXT NOT NULL,
  valid_to TEXT,  -- last day, included
  UNIQUE (entity_id, code, valid_from)
) STRICT;
CREATE UNIQUE INDEX accounts_by_role ON accounts (entity_id, role, valid_from) WHERE role <> '';

CREATE TABLE funds (
  fund_id INTEGER NOT NULL PRIMARY KEY,
  entity_id INTEGER NOT NULL REFERENCES entities,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('DistrictPool', 'CommunityFund', 'ProgrammeFund')),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  parent_id INTEGER REFERENCES funds,
  spending_order TEXT NOT NULL  -- source kinds, first spent first, separated by commas
) STRICT;

CREATE TABLE sources (
  source_id INTEGER NOT NULL PRIMARY KEY,
  entity_id INTEGER NOT NULL REFERENCES entities,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  restriction TEXT NOT NULL CHECK (restriction IN ('none', 'purpose', 'time', 'permanent')),
  is_public INTEGER NOT NULL CHECK (is_public IN (0, 1)),
  is_spendable INTEGER NOT NULL CHECK (is_spendable IN (0, 1)),
  origin TEXT NOT NULL,  -- where the money first came from; empty when that is the source itself
  return_by TEXT,
  UNIQUE (entity_id, code)
) STRICT;

-- Codes stand in hashed lines, and a restriction comes only from outside: neither ever changes.
CREATE TRIGGER entities_keep_their_code BEFORE UPDATE OF entity_id, code ON entities BEGIN SELECT RAISE(ABORT, 'an entity keeps its code'); END;
CREATE TRIGGER accounts_keep_their_code BEFORE UPDATE OF account_id, entity_id, code, layer, type, counts_as ON accounts BEGIN SELECT RAISE(ABORT, 'an account keeps its code'); END;
CREATE TRIGGER funds_keep_their_code BEFORE UPDATE OF fund_id, entity_id, code, currency ON funds BEGIN SELECT RAISE(ABORT, 'a fund keeps its code'); END;
CREATE TRIGGER sources_keep_their_code BEFORE UPDATE OF source_id, entity_id, code, kind, restriction, is_spendable ON sources BEGIN SELECT RAISE(ABORT, 'a source keeps its restriction'); END;

CREATE TABLE journal_entries (
  entry_id INTEGER NOT NULL PRIMARY KEY CHECK (entry_id > 0),
  entity_id INTEGER NOT NULL REFERENCES entities,
  kind TEXT NOT NULL,
  occurred_on TEXT NOT NULL CHECK (length(occurred_on) = 10),
  recorded_at INTEGER NOT NULL,
  document_type TEXT NOT NULL,
  document_id TEXT NOT NULL,
  document_sha256 BLOB CHECK (length(document_sha256) = 32),
  actor TEXT NOT NULL,
  operation_key TEXT NOT NULL,
  reverses INTEGER REFERENCES journal_entries,
  relates_to INTEGER REFERENCES journal_entries,
  text_commitment BLOB CHECK (length(text_commitment) = 32),
  line_count INTEGER NOT NULL CHECK (line_count >= 2),
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE UNIQUE INDEX journal_entries_reversed_once ON journal_entries (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX journal_entries_by_moment ON journal_entries (recorded_at);
CREATE INDEX journal_entries_related ON journal_entries (relates_to) WHERE relates_to IS NOT NULL;

CREATE TABLE journal_lines (
  entry_id INTEGER NOT NULL REFERENCES journal_entries,
  line_no INTEGER NOT NULL CHECK (line_no > 0),
  occurred_on TEXT NOT NULL,  -- the entry's, so that a statement walks one index
  account_id INTEGER NOT NULL REFERENCES accounts,
  fund_id INTEGER NOT NULL REFERENCES funds,
  source_id INTEGER NOT NULL REFERENCES sources,
  subject TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
  line_hash BLOB NOT NULL CHECK (length(line_hash) = 32),
  PRIMARY KEY (entry_id, line_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX journal_lines_by_fund_and_day ON journal_lines (fund_id, occurred_on);

CREATE TRIGGER journal_entries_are_never_updated BEFORE UPDATE ON journal_entries BEGIN SELECT RAISE(ABORT, 'journal entries are never changed: post a reversal'); END;
CREATE TRIGGER journal_entries_are_never_deleted BEFORE DELETE ON journal_entries BEGIN SELECT RAISE(ABORT, 'journal entries are never deleted: post a reversal'); END;
CREATE TRIGGER journal_lines_are_never_updated BEFORE UPDATE ON journal_lines BEGIN SELECT RAISE(ABORT, 'journal lines are never changed: post a reversal'); END;
CREATE TRIGGER journal_lines_are_never_deleted BEFORE DELETE ON journal_lines BEGIN SELECT RAISE(ABORT, 'journal lines are never deleted: post a reversal'); END;

-- Names and free text; the entry's hash holds only SHA-256(salt then text), so a row can be erased and the hash still verifies.
CREATE TABLE entry_texts (
  entry_id INTEGER NOT NULL PRIMARY KEY REFERENCES journal_entries,
  salt BLOB NOT NULL CHECK (length(salt) = 32),
  text TEXT NOT NULL
) STRICT;

-- Derived from the lines, in the same transaction; verify derives them again.
CREATE TABLE account_balances (
  fund_id INTEGER NOT NULL REFERENCES funds,
  account_id INTEGER NOT NULL REFERENCES accounts,
  source_id INTEGER NOT NULL REFERENCES sources,
  currency TEXT NOT NULL,
  debit_minor INTEGER NOT NULL CHECK (debit_minor >= 0),
  credit_minor INTEGER NOT NULL CHECK (credit_minor >= 0),
  PRIMARY KEY (fund_id, account_id, source_id, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE daily_totals (
  fund_id INTEGER NOT NULL REFERENCES funds,
  account_id INTEGER NOT NULL REFERENCES accounts,
  source_id INTEGER NOT NULL REFERENCES sources,
  currency TEXT NOT NULL,
  occurred_on TEXT NOT NULL,
  debit_minor INTEGER NOT NULL CHECK (debit_minor >= 0),
  credit_minor INTEGER NOT NULL CHECK (credit_minor >= 0),
  line_count INTEGER NOT NULL CHECK (line_count > 0),
  PRIMARY KEY (fund_id, account_id, source_id, currency, occurred_on)
) STRICT, WITHOUT ROWID;

-- What may be promised or paid now. A fact (a bank fee, a charged-back gift) posts even when the money is gone: it raises the shortfall.
CREATE TABLE positions (
  fund_id INTEGER NOT NULL REFERENCES funds,
  source_id INTEGER NOT NULL REFERENCES sources,
  currency TEXT NOT NULL,
  available_minor INTEGER NOT NULL,
  committed_minor INTEGER NOT NULL CHECK (committed_minor >= 0),
  shortfall_minor INTEGER NOT NULL CHECK (shortfall_minor >= 0),
  PRIMARY KEY (fund_id, source_id, currency),
  CHECK (available_minor + shortfall_minor >= 0)
) STRICT, WITHOUT ROWID;

-- One case for each time a fact overdrew a position; open until the shortfall is made good.
CREATE TABLE overdrawn_cases (
  case_id INTEGER NOT NULL PRIMARY KEY,
  fund_id INTEGER NOT NULL REFERENCES funds,
  source_id INTEGER NOT NULL REFERENCES sources,
  currency TEXT NOT NULL,
  opened_by INTEGER NOT NULL REFERENCES journal_entries,
  closed_by INTEGER REFERENCES journal_entries
) STRICT;
CREATE UNIQUE INDEX overdrawn_cases_open_once ON overdrawn_cases (fund_id, source_id, currency) WHERE closed_by IS NULL;

-- What is still open of one award, tranche, claim or transfer on one account; it never changes sign.
CREATE TABLE open_items (
  subject TEXT NOT NULL CHECK (subject <> ''),
  account_id INTEGER NOT NULL REFERENCES accounts,
  fund_id INTEGER NOT NULL REFERENCES funds,
  source_id INTEGER NOT NULL REFERENCES sources,
  currency TEXT NOT NULL,
  sign INTEGER NOT NULL CHECK (sign IN (-1, 1)),
  amount_minor INTEGER NOT NULL,
  PRIMARY KEY (subject, account_id, fund_id, source_id, currency),
  CHECK (amount_minor * sign >= 0)
) STRICT, WITHOUT ROWID;

-- A month without a row is open. Books close in order: a month is closed when it or a later one is.
CREATE TABLE periods (
  entity_id INTEGER NOT NULL REFERENCES entities,
  period INTEGER NOT NULL CHECK (period % 100 BETWEEN 1 AND 12),  -- year × 100 + month
  status TEXT NOT NULL CHECK (status IN ('open', 'closing', 'closed')),
  closing_no INTEGER NOT NULL CHECK (closing_no >= 0),  -- how often it was closed
  PRIMARY KEY (entity_id, period)
) STRICT, WITHOUT ROWID;

CREATE TABLE period_events (
  event_id INTEGER NOT NULL PRIMARY KEY,
  entity_id INTEGER NOT NULL REFERENCES entities,
  period INTEGER NOT NULL,
  closing_no INTEGER NOT NULL,
  from_status TEXT NOT NULL,
  to_status TEXT NOT NULL,
  actor TEXT NOT NULL,
  checked_by TEXT,  -- reopening takes two people
  reason TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER period_events_are_never_updated BEFORE UPDATE ON period_events BEGIN SELECT RAISE(ABORT, 'period events are never changed'); END;
CREATE TRIGGER period_events_are_never_deleted BEFORE DELETE ON period_events BEGIN SELECT RAISE(ABORT, 'period events are never deleted'); END;

-- Balances at the end of a closed month; valid while that closing of the month stands.
CREATE TABLE period_snapshots (
  entity_id INTEGER NOT NULL REFERENCES entities,
  period INTEGER NOT NULL,
  closing_no INTEGER NOT NULL,
  fund_id INTEGER NOT NULL REFERENCES funds,
  account_id INTEGER NOT NULL REFERENCES accounts,
  source_id INTEGER NOT NULL REFERENCES sources,
  currency TEXT NOT NULL,
  debit_minor INTEGER NOT NULL CHECK (debit_minor >= 0),
  credit_minor INTEGER NOT NULL CHECK (credit_minor >= 0),
  PRIMARY KEY (entity_id, period, closing_no, fund_id, account_id, source_id, currency)
) STRICT, WITHOUT ROWID;

-- Voucher numbers (记账凭证号) are given when the month closes, in the order of the days; no gaps.
CREATE TABLE vouchers (
  entity_id INTEGER NOT NULL REFERENCES entities,
  period INTEGER NOT NULL,
  series TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  entry_id INTEGER NOT NULL UNIQUE REFERENCES journal_entries,
  PRIMARY KEY (entity_id, period, series, number)
) STRICT, WITHOUT ROWID;

-- Source documents, kept once by their content.
CREATE TABLE attachments (
  sha256 BLOB NOT NULL PRIMARY KEY CHECK (length(sha256) = 32),
  content BLOB NOT NULL CHECK (length(content) <= 10485760)
) STRICT;
CREATE TABLE attachment_references (
  sha256 BLOB NOT NULL REFERENCES attachments,
  referrer TEXT NOT NULL,
  file_name TEXT NOT NULL,
  PRIMARY KEY (sha256, referrer)
) STRICT, WITHOUT ROWID;
