-- What auditors ask those who manage the money (审计查询), and what they are answered: events that are only added to.
-- How this differs from the SQLite script is said in 0001_ledger.

CREATE TABLE audit_queries (
  query_id bigint IDENTITY NOT NULL PRIMARY KEY,
  about nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (about IN (N'entry', N'figure', N'sample-item', N'fund', N'report')),
  about_code nvarchar(1000) COLLATE Latin1_General_BIN2 NOT NULL,  -- number of the entry, address of the figure or report, sample and item, code of the fund
  entry_id bigint NULL REFERENCES journal_entries,  -- of an entry, and of a sample's item
  entity_id bigint NOT NULL REFERENCES entities,
  fund_id bigint NULL REFERENCES funds,  -- whose manager answers; null where it takes one of the entity
  lock_count bigint NOT NULL,  -- changed first by whoever adds an event
  CHECK ((about IN (N'entry', N'sample-item') AND entry_id IS NOT NULL) OR (about NOT IN (N'entry', N'sample-item') AND entry_id IS NULL)),
  CHECK (about <> N'fund' OR fund_id IS NOT NULL)
);
CREATE INDEX audit_queries_by_entry ON audit_queries (entry_id);
GO
CREATE TRIGGER audit_queries_keep_what_they_are_about ON audit_queries AFTER UPDATE AS
IF EXISTS (SELECT query_id, about, about_code, entry_id, entity_id, fund_id FROM deleted EXCEPT SELECT query_id, about, about_code, entry_id, entity_id, fund_id FROM inserted)
  THROW 50000, N'a query stays about what it was asked about', 1;
GO
CREATE TRIGGER audit_queries_are_never_deleted ON audit_queries INSTEAD OF DELETE AS
THROW 50000, N'a query is never deleted', 1;
GO

-- The last event says how it stands. Words are erased when somebody in them must be forgotten, and else stay.
CREATE TABLE audit_query_events (
  query_id bigint NOT NULL REFERENCES audit_queries,
  version_no bigint NOT NULL CHECK (version_no > 0),
  act nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (act IN (N'asked', N'answered', N'asked-further', N'closed')),
  words nvarchar(2000) NULL,
  due_on date NULL,  -- of what is asked
  conclusion nvarchar(20) COLLATE Latin1_General_BIN2 NULL CHECK (conclusion IN (N'cleared', N'misstatement', N'not-cleared')),
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (query_id, version_no),
  CHECK ((act = N'closed' AND conclusion IS NOT NULL) OR (act <> N'closed' AND conclusion IS NULL)),
  CHECK ((act IN (N'asked', N'asked-further') AND due_on IS NOT NULL) OR (act NOT IN (N'asked', N'asked-further') AND due_on IS NULL)),
  CHECK ((version_no = 1 AND act = N'asked') OR (version_no > 1 AND act <> N'asked'))
);
GO
CREATE TRIGGER audit_query_events_lose_their_words_alone ON audit_query_events AFTER UPDATE AS
IF EXISTS (SELECT 1 FROM inserted WHERE words IS NOT NULL)
  OR EXISTS (
    SELECT query_id, version_no, act, due_on, conclusion, actor, recorded_at FROM deleted
    EXCEPT SELECT query_id, version_no, act, due_on, conclusion, actor, recorded_at FROM inserted)
  THROW 50000, N'what was asked and answered is never changed: ask or answer again', 1;
GO
CREATE TRIGGER audit_query_events_are_never_deleted ON audit_query_events INSTEAD OF DELETE AS
THROW 50000, N'what was asked and answered is never deleted', 1;
GO
