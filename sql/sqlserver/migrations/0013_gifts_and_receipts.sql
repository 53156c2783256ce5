-- Receipts that are made void and issued again, and the fiscal e-receipts that belong to them; gifts split over funds.
-- How this differs from the SQLite script is said in 0001_ledger.

-- A gift for several funds is one gift: each fund's part is an entry and a row of its own, and names the first part.
ALTER TABLE donations ADD split_of bigint NULL REFERENCES donations;
GO
CREATE INDEX donations_by_split ON donations (split_of) WHERE split_of IS NOT NULL;

-- A gift may have one receipt after another: the earlier ones are void, and all keep their numbers. EXEC: the table they are set aside in is gone again when this ends.
CREATE TABLE receipts_before (
  entity_id bigint NOT NULL,
  year bigint NOT NULL,
  number bigint NOT NULL,
  entry_id bigint NOT NULL,
  issued_at bigint NOT NULL
);
GO
EXEC (N'INSERT INTO receipts_before (entity_id, year, number, entry_id, issued_at) SELECT entity_id, year, number, entry_id, issued_at FROM receipts');
GO
DROP TRIGGER receipts_are_never_updated;
GO
DROP TRIGGER receipts_are_never_deleted;
GO
DROP TABLE receipts;
GO
CREATE TABLE receipts (
  entity_id bigint NOT NULL REFERENCES entities,
  year bigint NOT NULL,  -- of issue, in Shanghai
  number bigint NOT NULL CHECK (number > 0),
  entry_id bigint NOT NULL REFERENCES donations,  -- of a gift split over funds, its first part
  issue_no bigint NOT NULL CHECK (issue_no > 0),  -- 1 for the first receipt of the gift
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  issued_at bigint NOT NULL,
  PRIMARY KEY (entity_id, year, number),
  UNIQUE (entry_id, issue_no)
);
GO
EXEC (N'INSERT INTO receipts (entity_id, year, number, entry_id, issue_no, actor, issued_at)
SELECT given.entity_id, given.year, given.number, given.entry_id, 1, entry.actor, given.issued_at
FROM receipts_before given
JOIN journal_entries entry ON entry.entry_id = given.entry_id');
GO
DROP TABLE receipts_before;
GO
CREATE TRIGGER receipts_are_never_updated ON receipts INSTEAD OF UPDATE AS
THROW 50000, N'receipts are never changed', 1;
GO
CREATE TRIGGER receipts_are_never_deleted ON receipts INSTEAD OF DELETE AS
THROW 50000, N'receipts are never deleted', 1;
GO

-- A receipt that somebody made void. Those of gifts that were reversed are void without a row.
CREATE TABLE receipt_voids (
  entity_id bigint NOT NULL,
  year bigint NOT NULL,
  number bigint NOT NULL,
  reason nvarchar(max) NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (entity_id, year, number),
  FOREIGN KEY (entity_id, year, number) REFERENCES receipts (entity_id, year, number)
);
GO
CREATE TRIGGER receipt_voids_are_never_updated ON receipt_voids INSTEAD OF UPDATE AS
THROW 50000, N'a void receipt stays void', 1;
GO
CREATE TRIGGER receipt_voids_are_never_deleted ON receipt_voids INSTEAD OF DELETE AS
THROW 50000, N'a void receipt stays void', 1;
GO

-- What the finance authority gave: the fiscal e-receipt beside ours. A correction is the next version; the last one counts while the receipt does.
CREATE TABLE fiscal_receipts (
  entity_id bigint NOT NULL,
  year bigint NOT NULL,
  number bigint NOT NULL,
  version_no bigint NOT NULL CHECK (version_no > 0),
  fiscal_code nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL,
  fiscal_number nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL,
  check_code nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL,
  issued_on date NOT NULL,
  is_current bigint NOT NULL CHECK (is_current IN (0, 1)),
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (entity_id, year, number, version_no),
  FOREIGN KEY (entity_id, year, number) REFERENCES receipts (entity_id, year, number)
);
CREATE UNIQUE INDEX fiscal_receipts_by_number ON fiscal_receipts (fiscal_code, fiscal_number) WHERE is_current = 1;
GO
CREATE TRIGGER fiscal_receipts_keep_their_content ON fiscal_receipts AFTER UPDATE AS
IF EXISTS (
  SELECT entity_id, year, number, version_no, fiscal_code, fiscal_number, check_code, issued_on, actor, recorded_at FROM deleted
  EXCEPT SELECT entity_id, year, number, version_no, fiscal_code, fiscal_number, check_code, issued_on, actor, recorded_at FROM inserted)
  THROW 50000, N'a fiscal receipt keeps its content: register the next version', 1;
GO
CREATE TRIGGER fiscal_receipts_are_never_deleted ON fiscal_receipts INSTEAD OF DELETE AS
THROW 50000, N'fiscal receipts are never deleted', 1;
GO

-- A promise to give, whole or in instalments, or month by month until it is ended. Its schedule follows from the first day alone, so it cannot drift.
CREATE TABLE pledges (
  pledge_id bigint IDENTITY NOT NULL PRIMARY KEY,
  fund_id bigint NOT NULL REFERENCES funds,
  source_id bigint NOT NULL REFERENCES sources,
  donor_id bigint NOT NULL REFERENCES donors,
  pledged_on date NOT NULL,
  first_due date NOT NULL,
  every_months bigint NOT NULL CHECK (every_months BETWEEN 0 AND 120),  -- 0 where it comes at once
  instalment_count bigint NULL CHECK (instalment_count > 0),  -- null where it goes on until it is ended
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),  -- of all instalments; of each where it goes on
  document_number nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
  expected_count bigint NOT NULL CHECK (expected_count >= 0),  -- instalments that stand in the memo accounts by now, or stood there
  ended_on date NULL,
  end_reason nvarchar(max) NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  CHECK (every_months > 0 OR instalment_count = 1 AND instalment_count IS NOT NULL),
  CHECK (ended_on IS NULL AND end_reason IS NULL OR ended_on IS NOT NULL AND end_reason IS NOT NULL)
);
CREATE INDEX pledges_by_donor ON pledges (donor_id);
GO
CREATE TRIGGER pledges_keep_their_content ON pledges AFTER UPDATE AS
IF EXISTS (
  SELECT pledge_id, fund_id, source_id, donor_id, pledged_on, first_due, every_months, COALESCE(instalment_count, 0), currency, amount_minor, document_number, actor, recorded_at FROM deleted
  EXCEPT SELECT pledge_id, fund_id, source_id, donor_id, pledged_on, first_due, every_months, COALESCE(instalment_count, 0), currency, amount_minor, document_number, actor, recorded_at FROM inserted)
  THROW 50000, N'a pledge keeps its content: end it and record another', 1;
GO
CREATE TRIGGER pledges_are_never_deleted ON pledges INSTEAD OF DELETE AS
THROW 50000, N'pledges are never deleted', 1;
GO

-- Gifts that came on a pledge. One that is reversed counts no more.
CREATE TABLE pledge_gifts (
  entry_id bigint NOT NULL PRIMARY KEY REFERENCES donations,
  pledge_id bigint NOT NULL REFERENCES pledges
);
CREATE INDEX pledge_gifts_by_pledge ON pledge_gifts (pledge_id);
GO
CREATE TRIGGER pledge_gifts_are_never_updated ON pledge_gifts INSTEAD OF UPDATE AS
THROW 50000, N'a gift on a pledge is never changed: reverse its entry', 1;
GO
CREATE TRIGGER pledge_gifts_are_never_deleted ON pledge_gifts INSTEAD OF DELETE AS
THROW 50000, N'a gift on a pledge is never taken from it: reverse its entry', 1;
GO

-- Two donors are one from now on: readings follow, the gifts and their entries stay as they are, and it can be undone.
CREATE TABLE donor_merges (
  donor_id bigint NOT NULL REFERENCES donors,
  version_no bigint NOT NULL CHECK (version_no > 0),
  into_id bigint NOT NULL REFERENCES donors,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  undone_by nvarchar(200) COLLATE Latin1_General_BIN2 NULL,
  undone_at bigint NULL,
  PRIMARY KEY (donor_id, version_no),
  CHECK (donor_id <> into_id),
  CHECK (undone_by IS NULL AND undone_at IS NULL OR undone_by IS NOT NULL AND undone_at IS NOT NULL)
);
CREATE UNIQUE INDEX donor_merges_standing ON donor_merges (donor_id) WHERE undone_at IS NULL;
CREATE INDEX donor_merges_by_donor_kept ON donor_merges (into_id) WHERE undone_at IS NULL;
GO
CREATE TRIGGER donor_merges_keep_their_content ON donor_merges AFTER UPDATE AS
IF EXISTS (
  SELECT donor_id, version_no, into_id, actor, recorded_at FROM deleted
  EXCEPT SELECT donor_id, version_no, into_id, actor, recorded_at FROM inserted)
  THROW 50000, N'a merge keeps its content: undo it and record another', 1;
GO
CREATE TRIGGER donor_merges_are_never_deleted ON donor_merges INSTEAD OF DELETE AS
THROW 50000, N'merges are never deleted: undo them', 1;
GO

-- Rows as tables, as in 0008: gifts may be parts of one now.
DROP TYPE donations_rows;
GO
CREATE TYPE donations_rows AS TABLE (
  entry_id bigint NOT NULL,
  donor_id bigint NOT NULL,
  fund_id bigint NOT NULL,
  source_id bigint NOT NULL,
  currency nvarchar(3) NOT NULL,
  amount_minor bigint NOT NULL,
  bank_reference nvarchar(400) NULL,
  import_id bigint NULL,
  import_row bigint NULL,
  channel nvarchar(20) NULL,
  split_of bigint NULL
);
