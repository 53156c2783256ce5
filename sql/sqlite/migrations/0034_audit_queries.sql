-- What auditors ask those who manage the money (审计查询), and what they are answered: events that are only added to.

CREATE TABLE audit_queries (
  query_id INTEGER NOT NULL PRIMARY KEY,
  about TEXT NOT NULL CHECK (about IN ('entry', 'figure', 'sample-item', 'fund', 'report')),
  about_code TEXT NOT NULL,  -- number of the entry, address of the figure or report, sample and item, code of the fund
  entry_id INTEGER REFERENCES journal_entries,  -- of an entry, and of a sample's item
  entity_id INTEGER NOT NULL REFERENCES entities,
  fund_id INTEGER REFERENCES funds,  -- whose manager answers; null where it takes one of the entity
  lock_count INTEGER NOT NULL,  -- changed first by whoever adds an event
  CHECK ((about IN ('entry', 'sample-item')) = (entry_id IS NOT NULL)),
  CHECK (about <> 'fund' OR fund_id IS NOT NULL)
) STRICT;
CREATE INDEX audit_queries_by_entry ON audit_queries (entry_id);
CREATE TRIGGER audit_queries_keep_what_they_are_about BEFORE UPDATE OF query_id, about, about_code, entry_id, entity_id, fund_id ON audit_queries
BEGIN SELECT RAISE(ABORT, 'a query stays about what it was asked about'); END;
CREATE TRIGGER audit_queries_are_never_deleted BEFORE DELETE ON audit_queries BEGIN SELECT RAISE(ABORT, 'a query is never deleted'); END;

-- The last event says how it stands. Words are erased when somebody in them must be forgotten, and else stay.
CREATE TABLE audit_query_events (
  query_id INTEGER NOT NULL REFERENCES audit_queries,
  version_no INTEGER NOT NULL CHECK (version_no > 0),
  act TEXT NOT NULL CHECK (act IN ('asked', 'answered', 'asked-further', 'closed')),
  words TEXT,
  due_on TEXT CHECK (length(due_on) = 10),  -- of what is asked
  conclusion TEXT CHECK (conclusion IN ('cleared', 'misstatement', 'not-cleared')),
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (query_id, version_no),
  CHECK ((act = 'closed') = (conclusion IS NOT NULL)),
  CHECK ((act IN ('asked', 'asked-further')) = (due_on IS NOT NULL)),
  CHECK ((version_no = 1) = (act = 'asked'))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER audit_query_events_lose_their_words_alone BEFORE UPDATE ON audit_query_events
WHEN NEW.words IS NOT NULL OR NEW.query_id <> OLD.query_id OR NEW.version_no <> OLD.version_no OR NEW.act <> OLD.act OR NEW.due_on IS NOT OLD.due_on OR NEW.conclusion IS NOT OLD.conclusion
  OR NEW.actor <> OLD.actor OR NEW.recorded_at <> OLD.recorded_at
BEGIN SELECT RAISE(ABORT, 'what was asked and answered is never changed: ask or answer again'); END;
CREATE TRIGGER audit_query_events_are_never_deleted BEFORE DELETE ON audit_query_events BEGIN SELECT RAISE(ABORT, 'what was asked and answered is never deleted'); END;
