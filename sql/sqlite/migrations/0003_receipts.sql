-- Receipts: our own internal numbers, without gaps in the year they were issued in.

-- Drawn from in the transaction that issues, never from a sequence: what is undone gives its number back.
CREATE TABLE receipt_counters (
  entity_id INTEGER NOT NULL REFERENCES entities,
  year INTEGER NOT NULL,
  last_number INTEGER NOT NULL CHECK (last_number >= 0),
  PRIMARY KEY (entity_id, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE receipts (
  entity_id INTEGER NOT NULL REFERENCES entities,
  year INTEGER NOT NULL,  -- of issue, in Shanghai
  number INTEGER NOT NULL CHECK (number > 0),
  entry_id INTEGER NOT NULL UNIQUE REFERENCES donations,
  issued_at INTEGER NOT NULL,
  PRIMARY KEY (entity_id, year, number)
) STRICT, WITHOUT ROWID;

-- A receipt whose gift was reversed is void, and stays; its number is not given again.
CREATE TRIGGER receipts_are_never_updated BEFORE UPDATE ON receipts BEGIN SELECT RAISE(ABORT, 'receipts are never changed'); END;
CREATE TRIGGER receipts_are_never_deleted BEFORE DELETE ON receipts BEGIN SELECT RAISE(ABORT, 'receipts are never deleted'); END;
