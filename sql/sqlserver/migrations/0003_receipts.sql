-- Receipts: our own internal numbers, without gaps in the year they were issued in.

-- Drawn from in the transaction that issues, never from a sequence: what is undone gives its number back.
CREATE TABLE receipt_counters (
  entity_id bigint NOT NULL REFERENCES entities,
  year bigint NOT NULL,
  last_number bigint NOT NULL CHECK (last_number >= 0),
  PRIMARY KEY (entity_id, year)
);

CREATE TABLE receipts (
  entity_id bigint NOT NULL REFERENCES entities,
  year bigint NOT NULL,  -- of issue, in Shanghai
  number bigint NOT NULL CHECK (number > 0),
  entry_id bigint NOT NULL UNIQUE REFERENCES donations,
  issued_at bigint NOT NULL,
  PRIMARY KEY (entity_id, year, number)
);
GO

-- A receipt whose gift was reversed is void, and stays; its number is not given again.
CREATE TRIGGER receipts_are_never_updated ON receipts INSTEAD OF UPDATE AS
THROW 50000, N'receipts are never changed', 1;
GO
CREATE TRIGGER receipts_are_never_deleted ON receipts INSTEAD OF DELETE AS
THROW 50000, N'receipts are never deleted', 1;
GO
