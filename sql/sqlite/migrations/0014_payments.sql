-- Who money is paid to, with versions of their bank account; payments sent to the bank in files, and what became of them.

CREATE TABLE payees (
  payee_id INTEGER NOT NULL PRIMARY KEY,
  entity_id INTEGER NOT NULL REFERENCES entities,
  code TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation')),
  name TEXT,  -- null once erased
  recorded_at INTEGER NOT NULL,
  UNIQUE (entity_id, code)
) STRICT;

-- The last version counts, from the day it may be used; until then nothing is paid to the payee.
CREATE TABLE payee_accounts (
  payee_id INTEGER NOT NULL REFERENCES payees,
  version_no INTEGER NOT NULL CHECK (version_no > 0),
  holder TEXT,  -- these four null once erased
  bank_name TEXT,
  account_number TEXT,
  bank_code TEXT,
  usable_from TEXT NOT NULL,
  maker TEXT NOT NULL,
  proposal_id INTEGER REFERENCES proposals,  -- in which another checked it; null in books without people
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (payee_id, version_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER payee_accounts_are_only_erased BEFORE UPDATE ON payee_accounts
WHEN NEW.account_number IS NOT NULL OR NEW.payee_id <> OLD.payee_id OR NEW.version_no <> OLD.version_no OR NEW.usable_from <> OLD.usable_from
BEGIN SELECT RAISE(ABORT, 'an account of a payee is never changed: add a version'); END;
CREATE TRIGGER payee_accounts_are_never_deleted BEFORE DELETE ON payee_accounts BEGIN SELECT RAISE(ABORT, 'an account of a payee is never deleted'); END;

CREATE TABLE payment_orders (
  order_id INTEGER NOT NULL PRIMARY KEY,
  entity_id INTEGER NOT NULL REFERENCES entities,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  ordered_on TEXT NOT NULL,
  note TEXT NOT NULL,
  maker TEXT NOT NULL,
  proposal_id INTEGER REFERENCES proposals,
  recorded_at INTEGER NOT NULL
) STRICT;

CREATE TABLE payments (
  reference TEXT NOT NULL PRIMARY KEY,  -- goes to the bank and comes back with its answer
  order_id INTEGER NOT NULL REFERENCES payment_orders,
  place INTEGER NOT NULL CHECK (place > 0),
  payee_id INTEGER NOT NULL,
  account_version INTEGER NOT NULL,
  owed_entry_id INTEGER NOT NULL REFERENCES journal_entries,
  subject TEXT NOT NULL CHECK (subject <> ''),
  account_id INTEGER NOT NULL REFERENCES accounts,
  fund_id INTEGER NOT NULL REFERENCES funds,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  status TEXT NOT NULL CHECK (status IN ('sent', 'paid', 'failed', 'returned')),
  settled_on TEXT,
  paid_entry_id INTEGER REFERENCES journal_entries,
  returned_entry_id INTEGER REFERENCES journal_entries,
  reason TEXT,
  UNIQUE (order_id, place),
  FOREIGN KEY (payee_id, account_version) REFERENCES payee_accounts,
  CHECK ((status IN ('paid', 'returned')) = (paid_entry_id IS NOT NULL)),
  CHECK ((status = 'returned') = (returned_entry_id IS NOT NULL)),
  CHECK ((status = 'sent') = (settled_on IS NULL))
) STRICT, WITHOUT ROWID;
-- What is owed is under way once only.
CREATE UNIQUE INDEX payments_under_way ON payments (subject, account_id, fund_id) WHERE status = 'sent';
CREATE TRIGGER payments_keep_what_was_ordered BEFORE UPDATE OF reference, order_id, place, payee_id, account_version, owed_entry_id, subject, account_id, fund_id, amount_minor ON payments
BEGIN SELECT RAISE(ABORT, 'a payment keeps what was ordered'); END;
CREATE TRIGGER payments_are_never_deleted BEFORE DELETE ON payments BEGIN SELECT RAISE(ABORT, 'a payment is never deleted'); END;

-- What a subject was opened by.
CREATE INDEX journal_lines_by_subject ON journal_lines (subject, account_id, fund_id) WHERE subject <> '';
