-- People who sign in, what they may do, what two of them must agree on, and the trail of what was done, seen and tried.
-- How this differs from the SQLite script is said in 0001_ledger. Triggers come after their tables, each in a batch of its own.

-- The id is what the journal and the trail call a person by. Name, sign-in name and e-mail are personal data: null once erased; the keys beside them are HMACs, to find them again.
CREATE TABLE people (
  person_id nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL PRIMARY KEY,
  status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT people_status CHECK (status IN (N'active', N'disabled', N'erased')),
  name nvarchar(200) NULL,
  sign_in_name nvarchar(200) NULL,
  sign_in_key varbinary(32) NULL CHECK (DATALENGTH(sign_in_key) = 32),
  email nvarchar(320) NULL,
  email_key varbinary(32) NULL CHECK (DATALENGTH(email_key) = 32),
  password_hash nvarchar(1000) COLLATE Latin1_General_BIN2 NULL,
  security_stamp nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,  -- changes when sessions must end
  totp_key nvarchar(1000) COLLATE Latin1_General_BIN2 NULL,  -- as the host protects it
  totp_step bigint NOT NULL,  -- the last time step a code was accepted for: none is accepted twice
  has_two_factors bigint NOT NULL CHECK (has_two_factors IN (0, 1)),
  failed_count bigint NOT NULL CHECK (failed_count >= 0),
  lockout_end bigint NOT NULL,  -- 0 when not locked out
  version bigint NOT NULL,
  created_at bigint NOT NULL,
  CHECK (status <> N'erased' OR name IS NULL AND sign_in_name IS NULL AND sign_in_key IS NULL AND email IS NULL AND email_key IS NULL AND password_hash IS NULL AND totp_key IS NULL)
);
CREATE UNIQUE INDEX people_by_sign_in_name ON people (sign_in_key) WHERE sign_in_key IS NOT NULL;
CREATE UNIQUE INDEX people_by_email ON people (email_key) WHERE email_key IS NOT NULL;

-- One-time codes for the day the second factor is lost; deleted when used.
CREATE TABLE recovery_codes (
  person_id nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL REFERENCES people,
  code_key varbinary(32) NOT NULL CHECK (DATALENGTH(code_key) = 32),
  PRIMARY KEY (person_id, code_key)
);

-- Secrets handed out, kept only as SHA-256: invitations, the first administrator's code, sessions, API tokens.
CREATE TABLE access_tokens (
  token_id bigint IDENTITY NOT NULL PRIMARY KEY,
  kind nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT access_tokens_kind CHECK (kind IN (N'first-run', N'invitation', N'session', N'api')),
  token_key varbinary(32) NOT NULL UNIQUE CHECK (DATALENGTH(token_key) = 32),
  person_id nvarchar(200) COLLATE Latin1_General_BIN2 NULL REFERENCES people,  -- null for the first administrator's, who is nobody yet
  label nvarchar(200) NULL,  -- the device or the use; null once erased
  scopes nvarchar(2000) COLLATE Latin1_General_BIN2 NOT NULL,  -- permissions an API token is held to, separated by commas
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  last_used_at bigint NOT NULL,
  confirmed_at bigint NOT NULL,  -- when the person last proved in this session to be the one; 0 for never
  ended_at bigint NULL,
  CHECK (kind = N'first-run' OR person_id IS NOT NULL)
);
CREATE INDEX access_tokens_by_person ON access_tokens (person_id, kind) WHERE person_id IS NOT NULL;

-- What somebody may do where, and from when to when.
CREATE TABLE grants (
  grant_id bigint IDENTITY NOT NULL PRIMARY KEY,
  person_id nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL REFERENCES people,
  role nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL,
  scope nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT grants_scope CHECK (scope IN (N'ledger', N'entity', N'fund', N'organisation')),
  scope_code nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,  -- of the entity, fund or organisation; empty for the whole ledger
  valid_from date NOT NULL,
  valid_to date NULL,  -- last day, included
  granted_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  granted_at bigint NOT NULL,
  revoked_at bigint NULL,
  CHECK (scope = N'ledger' AND scope_code = N'' OR scope <> N'ledger' AND scope_code <> N'')
);
CREATE INDEX grants_by_person ON grants (person_id);

-- Somebody decides in another's stead for some days.
CREATE TABLE delegations (
  delegation_id bigint IDENTITY NOT NULL PRIMARY KEY,
  from_person nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL REFERENCES people,
  to_person nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL REFERENCES people,
  first_day date NOT NULL,
  last_day date NOT NULL,
  created_at bigint NOT NULL,
  revoked_at bigint NULL,
  CHECK (from_person <> to_person AND first_day <= last_day)
);
CREATE INDEX delegations_by_receiver ON delegations (to_person);

-- How many must check what, by amount. A set replaces the earlier sets of its kind from its day on.
CREATE TABLE approval_tiers (
  set_id bigint NOT NULL,
  kind nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL,
  valid_from date NOT NULL,
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL CHECK (LEN(currency) = 3),
  from_minor bigint NOT NULL CHECK (from_minor >= 0),
  checkers bigint NOT NULL CHECK (checkers BETWEEN 0 AND 9),
  PRIMARY KEY (set_id, currency, from_minor)
);
CREATE INDEX approval_tiers_by_kind ON approval_tiers (kind);
GO
CREATE TRIGGER approval_tiers_are_never_updated ON approval_tiers INSTEAD OF UPDATE AS
THROW 50000, N'approval tiers are never changed: set new ones', 1;
GO
CREATE TRIGGER approval_tiers_are_never_deleted ON approval_tiers INSTEAD OF DELETE AS
THROW 50000, N'approval tiers are never deleted: set new ones', 1;
GO

-- What one person wants done and others must agree to. What is to run may hold names and free text: it is hashed only as a salted commitment, and is erasable.
CREATE TABLE proposals (
  proposal_id bigint IDENTITY NOT NULL PRIMARY KEY,
  kind nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL,
  maker nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  proposed_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  target_type nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL,
  target_id nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  target_version varbinary(32) NOT NULL CHECK (DATALENGTH(target_version) = 32),  -- of the thing as it was then: an approval of another thing counts for nothing
  entity nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL,
  fund nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL,
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL,  -- empty when no amount is at stake
  amount_minor bigint NOT NULL,
  checkers bigint NOT NULL CHECK (checkers BETWEEN 0 AND 9),
  replaces bigint NULL REFERENCES proposals,
  commitment varbinary(32) NOT NULL CHECK (DATALENGTH(commitment) = 32),
  content_hash varbinary(32) NOT NULL CHECK (DATALENGTH(content_hash) = 32),
  salt varbinary(32) NULL CHECK (DATALENGTH(salt) = 32),
  payload nvarchar(max) NULL,
  status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT proposals_status CHECK (status IN (N'open', N'executed', N'rejected', N'withdrawn', N'void')),
  closed_at bigint NULL,
  touched bigint NOT NULL,  -- counts decisions asked for: the row is changed before it is read, so two at once stand in line
  CHECK (status = N'open' AND closed_at IS NULL OR status <> N'open' AND closed_at IS NOT NULL),
  CHECK (salt IS NULL AND payload IS NULL OR salt IS NOT NULL AND payload IS NOT NULL)
);
CREATE INDEX proposals_by_status ON proposals (status, proposal_id);
GO
-- Rows are compared, as in 0001_ledger. The server itself keeps IDENTITY numbers.
CREATE TRIGGER proposals_keep_their_content ON proposals AFTER UPDATE AS
IF EXISTS (
  SELECT proposal_id, kind, maker, proposed_at, expires_at, target_type, target_id, target_version, entity, fund, currency, amount_minor, checkers, COALESCE(replaces, 0), commitment, content_hash FROM deleted
  EXCEPT SELECT proposal_id, kind, maker, proposed_at, expires_at, target_type, target_id, target_version, entity, fund, currency, amount_minor, checkers, COALESCE(replaces, 0), commitment, content_hash FROM inserted)
  THROW 50000, N'a proposal keeps its content: replace it by another', 1;
GO
CREATE TRIGGER proposals_close_once ON proposals AFTER UPDATE AS
IF EXISTS (
  SELECT proposal_id, status, COALESCE(closed_at, 0) FROM deleted WHERE status <> N'open'
  EXCEPT SELECT proposal_id, status, COALESCE(closed_at, 0) FROM inserted)
  THROW 50000, N'a proposal is closed once', 1;
GO
CREATE TRIGGER proposals_are_never_deleted ON proposals INSTEAD OF DELETE AS
THROW 50000, N'proposals are never deleted', 1;
GO

-- Nobody appears twice on one proposal, neither as the one who decides nor as the one in whose stead it is done.
CREATE TABLE proposal_decisions (
  proposal_id bigint NOT NULL REFERENCES proposals,
  checker nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  in_stead_of nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,  -- the checker, unless by delegation
  is_approval bigint NOT NULL CHECK (is_approval IN (0, 1)),
  content_hash varbinary(32) NOT NULL CHECK (DATALENGTH(content_hash) = 32),  -- what the checker saw
  decided_at bigint NOT NULL,
  PRIMARY KEY (proposal_id, checker),
  UNIQUE (proposal_id, in_stead_of)
);
GO
CREATE TRIGGER proposal_decisions_are_never_updated ON proposal_decisions INSTEAD OF UPDATE AS
THROW 50000, N'decisions are never changed', 1;
GO
CREATE TRIGGER proposal_decisions_are_never_deleted ON proposal_decisions INSTEAD OF DELETE AS
THROW 50000, N'decisions are never deleted', 1;
GO

-- What people did, saw, had shown, took out and tried, beside the journal, whose entries name their own actor. No personal data: ids and codes only.
-- The numbers of events are part of their hashes, so they are needed before the rows; numbers drawn and not used stay out.
CREATE SEQUENCE audit_event_ids AS bigint START WITH 1 INCREMENT BY 1;
-- The numbers of sets of approval tiers: a set has several rows.
CREATE SEQUENCE approval_set_ids AS bigint START WITH 1 INCREMENT BY 1;

CREATE TABLE audit_events (
  event_id bigint NOT NULL PRIMARY KEY CHECK (event_id > 0),
  recorded_at bigint NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  act nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL CHECK (act <> N''),
  outcome nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT audit_events_outcome CHECK (outcome IN (N'done', N'refused', N'seen', N'exported', N'revealed', N'tried')),
  object_type nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL,
  object_id nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  operation_key nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  detail nvarchar(1000) NOT NULL,
  hash varbinary(32) NOT NULL CHECK (DATALENGTH(hash) = 32)
);
CREATE INDEX audit_events_by_actor ON audit_events (actor, event_id);
CREATE INDEX audit_events_by_object ON audit_events (object_type, object_id, event_id);
CREATE INDEX audit_events_by_moment ON audit_events (recorded_at);
GO
CREATE TRIGGER audit_events_are_never_updated ON audit_events INSTEAD OF UPDATE AS
THROW 50000, N'the audit trail is never changed', 1;
GO
CREATE TRIGGER audit_events_are_never_deleted ON audit_events INSTEAD OF DELETE AS
THROW 50000, N'the audit trail is never deleted', 1;
