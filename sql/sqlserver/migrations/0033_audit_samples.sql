-- Samples that auditors draw of the ledger: what was asked, what the population came to at that moment, what was drawn, and what each item was found to be.
-- How this differs from the SQLite script is said in 0001_ledger.

CREATE TABLE audit_samples (
  sample_id bigint IDENTITY NOT NULL PRIMARY KEY,
  entity_id bigint NOT NULL REFERENCES entities,
  fund_id bigint NULL REFERENCES funds,  -- with those below it; null of the whole entity
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL CHECK (LEN(currency) = 3),
  first_day date NOT NULL,
  last_day date NOT NULL,
  kind nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (kind IN (N'payments', N'gifts', N'expenses', N'account', N'all')),
  account_code nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL,  -- of a population of one account and those below it; empty of the others
  part nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (part IN (N'positive', N'negative')),
  method nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (method IN (N'monetary-unit', N'random', N'all-over')),
  seed nvarchar(64) COLLATE Latin1_General_BIN2 NOT NULL,  -- empty where nothing is left to chance
  interval_minor bigint NULL CHECK (interval_minor > 0),
  tolerable_minor bigint NULL CHECK (tolerable_minor > 0),
  factor bigint NULL CHECK (factor > 0),  -- of confidence, in hundredths
  size bigint NULL CHECK (size > 0),
  from_minor bigint NULL CHECK (from_minor > 0),
  first_minor bigint NULL CHECK (first_minor > 0),  -- the first sum that is hit, of the monetary units
  algorithm bigint NOT NULL CHECK (algorithm > 0),
  purpose nvarchar(2000) NOT NULL,
  known_at bigint NOT NULL,  -- of the last entry that counts
  last_entry bigint NOT NULL,
  last_hash varbinary(32) NOT NULL,
  checkpoint_size bigint NULL,
  checkpoint_root varbinary(32) NULL CHECK (DATALENGTH(checkpoint_root) = 32),
  item_count bigint NOT NULL CHECK (item_count >= 0),
  item_sum bigint NOT NULL,
  other_count bigint NOT NULL CHECK (other_count >= 0),  -- of the other sign
  other_sum bigint NOT NULL,
  drawn_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  CHECK (first_day <= last_day),
  CHECK ((method = N'monetary-unit' AND interval_minor IS NOT NULL AND first_minor IS NOT NULL) OR (method <> N'monetary-unit' AND interval_minor IS NULL AND first_minor IS NULL)),
  CHECK ((method = N'random' AND size IS NOT NULL) OR (method <> N'random' AND size IS NULL)),
  CHECK ((method = N'all-over' AND from_minor IS NOT NULL) OR (method <> N'all-over' AND from_minor IS NULL)),
  CHECK ((tolerable_minor IS NULL AND factor IS NULL) OR (tolerable_minor IS NOT NULL AND factor IS NOT NULL)),
  CHECK ((checkpoint_size IS NULL AND checkpoint_root IS NULL) OR (checkpoint_size IS NOT NULL AND checkpoint_root IS NOT NULL))
);
GO
CREATE TRIGGER audit_samples_are_never_updated ON audit_samples INSTEAD OF UPDATE AS
THROW 50000, N'a sample stays as it was drawn: draw another', 1;
GO
CREATE TRIGGER audit_samples_are_never_deleted ON audit_samples INSTEAD OF DELETE AS
THROW 50000, N'a sample is never deleted', 1;
GO

CREATE TABLE audit_sample_items (
  sample_id bigint NOT NULL REFERENCES audit_samples,
  item_no bigint NOT NULL CHECK (item_no > 0),
  entry_id bigint NOT NULL,
  line_no bigint NOT NULL,
  place bigint NOT NULL CHECK (place > 0),  -- in the population
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  up_to_minor bigint NOT NULL,  -- the population's sum with it
  hits bigint NOT NULL CHECK (hits > 0),
  PRIMARY KEY (sample_id, item_no),
  UNIQUE (sample_id, place),
  CHECK (up_to_minor >= amount_minor),
  FOREIGN KEY (entry_id, line_no) REFERENCES journal_lines (entry_id, line_no)
);
CREATE INDEX audit_sample_items_by_entry ON audit_sample_items (entry_id);
GO
CREATE TRIGGER audit_sample_items_are_never_updated ON audit_sample_items INSTEAD OF UPDATE AS
THROW 50000, N'a sample stays as it was drawn: draw another', 1;
GO
CREATE TRIGGER audit_sample_items_are_never_deleted ON audit_sample_items INSTEAD OF DELETE AS
THROW 50000, N'a sample is never deleted', 1;
GO

-- What an item was found to be; the last version counts. A note is erased when somebody in it must be forgotten, and else stays.
CREATE TABLE audit_sample_results (
  sample_id bigint NOT NULL,
  item_no bigint NOT NULL,
  version_no bigint NOT NULL CHECK (version_no > 0),
  result nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (result IN (N'sound', N'misstated', N'not-found')),
  audited_minor bigint NULL,
  note nvarchar(2000) NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (sample_id, item_no, version_no),
  CHECK ((result = N'misstated' AND audited_minor IS NOT NULL) OR (result <> N'misstated' AND audited_minor IS NULL)),
  FOREIGN KEY (sample_id, item_no) REFERENCES audit_sample_items (sample_id, item_no)
);
GO
CREATE TRIGGER audit_sample_results_lose_their_note_alone ON audit_sample_results AFTER UPDATE AS
IF EXISTS (SELECT 1 FROM inserted WHERE note IS NOT NULL)
  OR EXISTS (
    SELECT sample_id, item_no, version_no, result, audited_minor, actor, recorded_at FROM deleted
    EXCEPT SELECT sample_id, item_no, version_no, result, audited_minor, actor, recorded_at FROM inserted)
  THROW 50000, N'a result is never changed: record another', 1;
GO
CREATE TRIGGER audit_sample_results_are_never_deleted ON audit_sample_results INSTEAD OF DELETE AS
THROW 50000, N'a result is never deleted', 1;
GO
