-- Receipts that are made void and issued again, and the fiscal e-receipts that belong to them; gifts split over funds.

-- A gift for several funds is one gift: each fund's part is an entry and a row of its own, and names the first part.
ALTER TABLE donations ADD COLUMN split_of INTEGER REFERENCES donations;
CREATE INDEX donations_by_split ON donations (split_of) WHERE split_of IS NOT NULL;

-- A gift may have one receipt after another: the earlier ones are void, and all keep their numbers.
CREATE TABLE receipts_before (
  entity_id INTEGER NOT NULL,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  entry_id INTEGER NOT NULL,
  issued_at INTEGER NOT NULL
) STRICT;
INSERT INTO receipts_before (entity_id, year, number, entry_id, issued_at) SELECT entity_id, year, number, entry_id, issued_at FROM receipts;
DROP TABLE receipts;
CREATE TABLE receipts (
  entity_id INTEGER NOT NULL REFERENCES entities,
  year INTEGER NOT NULL,  -- of issue, in Shanghai
  number INTEGER NOT NULL CHECK (number > 0),
  entry_id INTEGER NOT NULL REFERENCES donations,  -- of a gift split over funds, its first part
  issue_no INTEGER NOT NULL CHECK (issue_no > 0),  -- 1 for the first receipt of the gift
  actor TEXT NOT NULL,
  issued_at INTEGER NOT NULL,
  PRIMARY KEY (entity_id, year, number),
  UNIQUE (entry_id, issue_no)
) STRICT, WITHOUT ROWID;
INSERT INTO receipts (entity_id, year, number, entry_id, issue_no, actor, issued_at)
SELECT given.entity_id, given.year, given.number, given.entry_id, 1, entry.actor, given.issued_at
FROM receipts_before given
JOIN journal_entries entry ON entry.entry_id = given.entry_id;
DROP TABLE receipts_before;
CREATE TRIGGER receipts_are_never_updated BEFORE UPDATE ON receipts BEGIN SELECT RAISE(ABORT, 'receipts are never changed'); END;
CREATE TRIGGER receipts_are_never_deleted BEFORE DELETE ON receipts BEGIN SELECT RAISE(ABORT, 'receipts are never deleted'); END;

-- A receipt that somebody made void. Those of gifts that were reversed are void without a row.
CREATE TABLE receipt_voids (
  entity_id INTEGER NOT NULL,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (entity_id, year, number),
  FOREIGN KEY (entity_id, year, number) REFERENCES receipts
) STRICT, WITHOUT ROWID;
CREATE TRIGGER receipt_voids_are_never_updated BEFORE UPDATE ON receipt_voids BEGIN SELECT RAISE(ABORT, 'a void receipt stays void'); END;
CREATE TRIGGER receipt_voids_are_never_deleted BEFORE DELETE ON receipt_voids BEGIN SELECT RAISE(ABORT, 'a void receipt stays void'); END;

-- What the finance authority gave: the fiscal e-receipt beside ours. A correction is the next version; the last one counts while the receipt does.
CREATE TABLE fiscal_receipts (
  entity_id INTEGER NOT NULL,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  version_no INTEGER NOT NULL CHECK (version_no > 0),
  fiscal_code TEXT NOT NULL,
  fiscal_number TEXT NOT NULL,
  check_code TEXT NOT NULL,
  issued_on TEXT NOT NULL CHECK (length(issued_on) = 10),
  is_current INTEGER NOT NULL CHECK (is_current IN (0, 1)),
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (entity_id, year, number, version_no),
  FOREIGN KEY (entity_id, year, number) REFERENCES receipts
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX fiscal_receipts_by_number ON fiscal_receipts (fiscal_code, fiscal_number) WHERE is_current = 1;
CREATE TRIGGER fiscal_receipts_keep_their_content BEFORE UPDATE OF entity_id, year, number, version_no, fiscal_code, fiscal_number, check_code, issued_on, actor, recorded_at
  ON fiscal_receipts BEGIN SELECT RAISE(ABORT, 'a fiscal receipt keeps its content: register the next version'); END;
CREATE TRIGGER fiscal_receipts_are_never_deleted BEFORE DELETE ON fiscal_receipts BEGIN SELECT RAISE(ABORT, 'fiscal receipts are never deleted'); END;

-- A promise to give, whole or in instalments, or month by month until it is ended. Its schedule follows from the first day alone, so it cannot drift.
CREATE TABLE pledges (
  pledge_id INTEGER NOT NULL PRIMARY KEY,
  fund_id INTEGER NOT NULL REFERENCES funds,
  source_id INTEGER NOT NULL REFERENCES sources,
  donor_id INTEGER NOT NULL REFERENCES donors,
  pledged_on TEXT NOT NULL CHECK (length(pledged_on) = 10),
  first_due TEXT NOT NULL CHECK (length(first_due) = 10),
  every_months INTEGER NOT NULL CHECK (every_months BETWEEN 0 AND 120),  -- 0 where it comes at once
  instalment_count INTEGER CHECK (instalment_count > 0),  -- null where it goes on until it is ended
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),  -- of all instalments; of each where it goes on
  document_number TEXT NOT NULL,
  expected_count INTEGER NOT NULL CHECK (expected_count >= 0),  -- instalments that stand in the memo accounts by now, or stood there
  ended_on TEXT CHECK (length(ended_on) = 10),
  end_reason TEXT,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  CHECK (every_months > 0 OR instalment_count = 1),
  CHECK ((ended_on IS NULL) = (end_reason IS NULL))
) STRICT;
CREATE INDEX pledges_by_donor ON pledges (donor_id);
CREATE TRIGGER pledges_keep_their_content BEFORE UPDATE OF pledge_id, fund_id, source_id, donor_id, pledged_on, first_due, every_months, instalment_count, currency, amount_minor, document_number, actor, recorded_at
  ON pledges BEGIN SELECT RAISE(ABORT, 'a pledge keeps its content: end it and record another'); END;
CREATE TRIGGER pledges_are_never_deleted BEFORE DELETE ON pledges BEGIN SELECT RAISE(ABORT, 'pledges are never deleted'); END;

-- Gifts that came on a pledge. One that is reversed counts no more.
CREATE TABLE pledge_gifts (
  entry_id INTEGER NOT NULL PRIMARY KEY REFERENCES donations,
  pledge_id INTEGER NOT NULL REFERENCES pledges
) STRICT;
CREATE INDEX pledge_gifts_by_pledge ON pledge_gifts (pledge_id);
CREATE TRIGGER pledge_gifts_are_never_updated BEFORE UPDATE ON pledge_gifts BEGIN SELECT RAISE(ABORT, 'a gift on a pledge is never changed: reverse its entry'); END;
CREATE TRIGGER pledge_gifts_are_never_deleted BEFORE DELETE ON pledge_gifts BEGIN SELECT RAISE(ABORT, 'a gift on a pledge is never taken from it: reverse its entry'); END;

-- Two donors are one from now on: readings follow, the gifts and their entries stay as they are, and it can be undone.
CREATE TABLE donor_merges (
  donor_id INTEGER NOT NULL REFERENCES donors,
  version_no INTEGER NOT NULL CHECK (version_no > 0),
  into_id INTEGER NOT NULL REFERENCES donors,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  undone_by TEXT,
  undone_at INTEGER,
  PRIMARY KEY (donor_id, version_no),
  CHECK (donor_id <> into_id),
  CHECK ((undone_by IS NULL) = (undone_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX donor_merges_standing ON donor_merges (donor_id) WHERE undone_at IS NULL;
CREATE INDEX donor_merges_by_donor_kept ON donor_merges (into_id) WHERE undone_at IS NULL;
CREATE TRIGGER donor_merges_keep_their_content BEFORE UPDATE OF donor_id, version_no, into_id, actor, recorded_at
  ON donor_merges BEGIN SELECT RAISE(ABORT, 'a merge keeps its content: undo it and record another'); END;
CREATE TRIGGER donor_merges_are_never_deleted BEFORE DELETE ON donor_merges BEGIN SELECT RAISE(ABORT, 'merges are never deleted: undo them'); END;
