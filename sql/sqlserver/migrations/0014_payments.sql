-- Who money is paid to, with versions of their bank account; payments sent to the bank in files, and what became of them.

CREATE TABLE payees (
  payee_id bigint IDENTITY NOT NULL PRIMARY KEY,
  entity_id bigint NOT NULL REFERENCES entities,
  code nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL,
  kind nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (kind IN (N'person', N'organisation')),
  name nvarchar(200) NULL,  -- null once erased
  recorded_at bigint NOT NULL,
  UNIQUE (entity_id, code)
);

-- The last version counts, from the day it may be used; until then nothing is paid to the payee.
CREATE TABLE payee_accounts (
  payee_id bigint NOT NULL REFERENCES payees,
  version_no bigint NOT NULL CHECK (version_no > 0),
  holder nvarchar(200) NULL,  -- these four null once erased
  bank_name nvarchar(200) NULL,
  account_number nvarchar(60) NULL,
  bank_code nvarchar(60) NULL,
  usable_from date NOT NULL,
  maker nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  proposal_id bigint NULL REFERENCES proposals,  -- in which another checked it; null in books without people
  recorded_at bigint NOT NULL,
  PRIMARY KEY (payee_id, version_no)
);
GO
CREATE TRIGGER payee_accounts_are_only_erased ON payee_accounts AFTER UPDATE AS
IF EXISTS (SELECT 1 FROM inserted WHERE account_number IS NOT NULL)
  OR EXISTS (SELECT payee_id, version_no, usable_from FROM deleted EXCEPT SELECT payee_id, version_no, usable_from FROM inserted)
  THROW 50000, N'an account of a payee is never changed: add a version', 1;
GO
CREATE TRIGGER payee_accounts_are_never_deleted ON payee_accounts INSTEAD OF DELETE AS
THROW 50000, N'an account of a payee is never deleted', 1;
GO

CREATE TABLE payment_orders (
  order_id bigint IDENTITY NOT NULL PRIMARY KEY,
  entity_id bigint NOT NULL REFERENCES entities,
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL,
  ordered_on date NOT NULL,
  note nvarchar(400) NOT NULL,
  maker nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  proposal_id bigint NULL REFERENCES proposals,
  recorded_at bigint NOT NULL
);

CREATE TABLE payments (
  reference nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL PRIMARY KEY,  -- goes to the bank and comes back with its answer
  order_id bigint NOT NULL REFERENCES payment_orders,
  place bigint NOT NULL CHECK (place > 0),
  payee_id bigint NOT NULL,
  account_version bigint NOT NULL,
  owed_entry_id bigint NOT NULL REFERENCES journal_entries,
  subject nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL CHECK (subject <> N''),
  account_id bigint NOT NULL REFERENCES accounts,
  fund_id bigint NOT NULL REFERENCES funds,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (status IN (N'sent', N'paid', N'failed', N'returned')),
  settled_on date NULL,
  paid_entry_id bigint NULL REFERENCES journal_entries,
  returned_entry_id bigint NULL REFERENCES journal_entries,
  reason nvarchar(400) NULL,
  UNIQUE (order_id, place),
  FOREIGN KEY (payee_id, account_version) REFERENCES payee_accounts,
  CHECK ((status IN (N'paid', N'returned') AND paid_entry_id IS NOT NULL) OR (status NOT IN (N'paid', N'returned') AND paid_entry_id IS NULL)),
  CHECK ((status = N'returned' AND returned_entry_id IS NOT NULL) OR (status <> N'returned' AND returned_entry_id IS NULL)),
  CHECK ((status = N'sent' AND settled_on IS NULL) OR (status <> N'sent' AND settled_on IS NOT NULL))
);
-- What is owed is under way once only.
CREATE UNIQUE INDEX payments_under_way ON payments (subject, account_id, fund_id) WHERE status = N'sent';
GO
CREATE TRIGGER payments_keep_what_was_ordered ON payments AFTER UPDATE AS
IF EXISTS (
  SELECT reference, order_id, place, payee_id, account_version, owed_entry_id, subject, account_id, fund_id, amount_minor FROM deleted
  EXCEPT SELECT reference, order_id, place, payee_id, account_version, owed_entry_id, subject, account_id, fund_id, amount_minor FROM inserted)
  THROW 50000, N'a payment keeps what was ordered', 1;
GO
CREATE TRIGGER payments_are_never_deleted ON payments INSTEAD OF DELETE AS
THROW 50000, N'a payment is never deleted', 1;
GO

-- What a subject was opened by.
CREATE INDEX journal_lines_by_subject ON journal_lines (subject, account_id, fund_id) WHERE subject <> N'';
