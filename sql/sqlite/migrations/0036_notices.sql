-- What others must hear of: written in the transaction of what happened, told to people and programs afterwards, and kept until it is long over.

CREATE TABLE outbox_events (
  event_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,  -- a number that was removed is not given again
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,  -- what it is about, by its number or code
  entity TEXT NOT NULL,  -- codes, empty where it is about none
  fund TEXT NOT NULL,
  organisation TEXT NOT NULL,
  person TEXT NOT NULL,  -- the one who is to hear of it; empty where that follows from roles
  detail TEXT NOT NULL,  -- JSON: codes and numbers, never a name
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  spread_at INTEGER  -- when it was handed on to all who are to hear of it; null until then
) STRICT;
CREATE INDEX outbox_events_to_spread ON outbox_events (event_id) WHERE spread_at IS NULL;

-- Where programs listen.
CREATE TABLE webhook_subscriptions (
  subscription_id INTEGER NOT NULL PRIMARY KEY,
  url TEXT NOT NULL,
  secret TEXT NOT NULL,  -- as the host protects it
  earlier_secret TEXT,  -- signs as well, until its time is over
  earlier_until INTEGER NOT NULL,  -- 0 where there is none
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;

-- What a program that listens hears of; an ended one hears of nothing.
CREATE TABLE webhook_kinds (
  kind TEXT NOT NULL,
  subscription_id INTEGER NOT NULL REFERENCES webhook_subscriptions,
  PRIMARY KEY (kind, subscription_id)
) STRICT, WITHOUT ROWID;

-- What is on its way to a program or into somebody's mailbox. An address of a person is never here: it is read when it is sent.
CREATE TABLE deliveries (
  delivery_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL CHECK (version > 0),  -- one more with each change, so that of two changes at once one is refused
  uid TEXT NOT NULL UNIQUE,  -- the same at every attempt: the receiver knows doubles by it
  channel TEXT NOT NULL CHECK (channel IN ('webhook', 'at-once', 'digest')),
  subscription_id INTEGER REFERENCES webhook_subscriptions,
  event_id INTEGER REFERENCES outbox_events,
  person TEXT REFERENCES people,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'uncertain', 'given-up')),
  attempts INTEGER NOT NULL CHECK (attempts >= 0),
  next_at INTEGER NOT NULL,
  holder TEXT NOT NULL,  -- the node that sends it; empty when none does
  lease_until INTEGER NOT NULL,
  outcome TEXT NOT NULL,  -- of the last attempt, a code
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  CHECK ((channel = 'webhook') = (subscription_id IS NOT NULL)),
  CHECK ((channel = 'webhook') = (event_id IS NOT NULL)),
  CHECK ((channel = 'webhook') = (person IS NULL))
) STRICT;
CREATE UNIQUE INDEX deliveries_once ON deliveries (subscription_id, event_id) WHERE subscription_id IS NOT NULL;
CREATE INDEX deliveries_open ON deliveries (next_at) WHERE state IN ('waiting', 'sending');
CREATE INDEX deliveries_of_person ON deliveries (person, created_at) WHERE person IS NOT NULL;

-- One person is told of one event, once.
CREATE TABLE notices (
  notice_id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  person TEXT NOT NULL REFERENCES people,
  event_id INTEGER NOT NULL REFERENCES outbox_events,
  read_at INTEGER,
  delivery_id INTEGER REFERENCES deliveries,  -- the message it went into; null where none did
  UNIQUE (person, event_id)
) STRICT;
CREATE INDEX notices_unread ON notices (person, notice_id) WHERE read_at IS NULL;
CREATE INDEX notices_of_delivery ON notices (delivery_id) WHERE delivery_id IS NOT NULL;
CREATE INDEX notices_of_event ON notices (event_id);

-- How somebody wants to hear; who has no row hears in the program only.
CREATE TABLE notice_settings (
  person TEXT NOT NULL PRIMARY KEY REFERENCES people,
  mail TEXT NOT NULL CHECK (mail IN ('none', 'at-once', 'daily')),
  language TEXT NOT NULL CHECK (language IN ('zh-CN', 'en'))
) STRICT, WITHOUT ROWID;
