-- What others must hear of: written in the transaction of what happened, told to people and programs afterwards, and kept until it is long over.

CREATE TABLE outbox_events (
  event_id bigint IDENTITY NOT NULL PRIMARY KEY,
  kind nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL,
  subject nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,  -- what it is about, by its number or code
  entity nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL,  -- codes, empty where it is about none
  fund nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL,
  organisation nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  person nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,  -- the one who is to hear of it; empty where that follows from roles
  detail nvarchar(max) NOT NULL,  -- JSON: codes and numbers, never a name
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  spread_at bigint NULL  -- when it was handed on to all who are to hear of it; null until then
);
CREATE INDEX outbox_events_to_spread ON outbox_events (event_id) WHERE spread_at IS NULL;

-- Where programs listen.
CREATE TABLE webhook_subscriptions (
  subscription_id bigint IDENTITY NOT NULL PRIMARY KEY,
  url nvarchar(1000) NOT NULL,
  secret nvarchar(1000) COLLATE Latin1_General_BIN2 NOT NULL,  -- as the host protects it
  earlier_secret nvarchar(1000) COLLATE Latin1_General_BIN2 NULL,  -- signs as well, until its time is over
  earlier_until bigint NOT NULL,  -- 0 where there is none
  created_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  created_at bigint NOT NULL,
  ended_at bigint NULL
);

-- What a program that listens hears of; an ended one hears of nothing.
CREATE TABLE webhook_kinds (
  kind nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL,
  subscription_id bigint NOT NULL REFERENCES webhook_subscriptions,
  PRIMARY KEY (kind, subscription_id)
);

-- What is on its way to a program or into somebody's mailbox. An address of a person is never here: it is read when it is sent.
CREATE TABLE deliveries (
  delivery_id bigint IDENTITY NOT NULL PRIMARY KEY,
  version bigint NOT NULL CHECK (version > 0),  -- one more with each change, so that of two changes at once one is refused
  uid nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL UNIQUE,  -- the same at every attempt: the receiver knows doubles by it
  channel nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (channel IN (N'webhook', N'at-once', N'digest')),
  subscription_id bigint NULL REFERENCES webhook_subscriptions,
  event_id bigint NULL REFERENCES outbox_events,
  person nvarchar(200) COLLATE Latin1_General_BIN2 NULL REFERENCES people,
  state nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (state IN (N'waiting', N'sending', N'sent', N'uncertain', N'given-up')),
  attempts bigint NOT NULL CHECK (attempts >= 0),
  next_at bigint NOT NULL,
  holder nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,  -- the node that sends it; empty when none does
  lease_until bigint NOT NULL,
  outcome nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL,  -- of the last attempt, a code
  created_at bigint NOT NULL,
  changed_at bigint NOT NULL,
  CHECK ((channel = N'webhook' AND subscription_id IS NOT NULL AND event_id IS NOT NULL AND person IS NULL)
    OR (channel <> N'webhook' AND subscription_id IS NULL AND event_id IS NULL AND person IS NOT NULL))
);
CREATE UNIQUE INDEX deliveries_once ON deliveries (subscription_id, event_id) WHERE subscription_id IS NOT NULL;
CREATE INDEX deliveries_open ON deliveries (next_at) WHERE state IN (N'waiting', N'sending');
CREATE INDEX deliveries_of_person ON deliveries (person, created_at) WHERE person IS NOT NULL;

-- One person is told of one event, once.
CREATE TABLE notices (
  notice_id bigint IDENTITY NOT NULL PRIMARY KEY,
  person nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL REFERENCES people,
  event_id bigint NOT NULL REFERENCES outbox_events,
  read_at bigint NULL,
  delivery_id bigint NULL REFERENCES deliveries,  -- the message it went into; null where none did
  UNIQUE (person, event_id)
);
CREATE INDEX notices_unread ON notices (person, notice_id) WHERE read_at IS NULL;
CREATE INDEX notices_of_delivery ON notices (delivery_id) WHERE delivery_id IS NOT NULL;
CREATE INDEX notices_of_event ON notices (event_id);

-- How somebody wants to hear; who has no row hears in the program only.
CREATE TABLE notice_settings (
  person nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL PRIMARY KEY REFERENCES people,
  mail nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (mail IN (N'none', N'at-once', N'daily')),
  language nvarchar(10) COLLATE Latin1_General_BIN2 NOT NULL CHECK (language IN (N'zh-CN', N'en'))
);
