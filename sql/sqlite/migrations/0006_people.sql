-- People who sign in, what they may do, what two of them must agree on, and the trail of what was done, seen and tried.

-- The id is what the journal and the trail call a person by. Name, sign-in name and e-mail are personal data: null once erased; the keys beside them are HMACs, to find them again.
CREATE TABLE people (
  person_id TEXT NOT NULL PRIMARY KEY,
  status TEXT NOT NULL CHECK (status IN ('active', 'disabled', 'erased')),
  name TEXT,
  sign_in_name TEXT,
  sign_in_key BLOB CHECK (length(sign_in_key) = 32),
  email TEXT,
  email_key BLOB CHECK (length(email_key) = 32),
  password_hash TEXT,
  security_stamp TEXT NOT NULL,  -- changes when sessions must end
  totp_key TEXT,  -- as the host protects it
  totp_step INTEGER NOT NULL,  -- the last time step a code was accepted for: none is accepted twice
  has_two_factors INTEGER NOT NULL CHECK (has_two_factors IN (0, 1)),
  failed_count INTEGER NOT NULL CHECK (failed_count >= 0),
  lockout_end INTEGER NOT NULL,  -- 0 when not locked out
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  CHECK (status <> 'erased' OR COALESCE(name, sign_in_name, sign_in_key, email, email_key, password_hash, totp_key) IS NULL)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX people_by_sign_in_name ON people (sign_in_key) WHERE sign_in_key IS NOT NULL;
CREATE UNIQUE INDEX people_by_email ON people (email_key) WHERE email_key IS NOT NULL;

-- One-time codes for the day the second factor is lost; deleted when used.
CREATE TABLE recovery_codes (
  person_id TEXT NOT NULL REFERENCES people,
  code_key BLOB NOT NULL CHECK (length(code_key) = 32),
  PRIMARY KEY (person_id, code_key)
) STRICT, WITHOUT ROWID;

-- Secrets handed out, kept only as SHA-256: invitations, the first administrator's code, sessions, API tokens.
CREATE TABLE access_tokens (
  token_id INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('first-run', 'invitation', 'session', 'api')),
  token_key BLOB NOT NULL UNIQUE CHECK (length(token_key) = 32),
  person_id TEXT REFERENCES people,  -- null for the first administrator's, who is nobody yet
  label TEXT,  -- the device or the use; null once erased
  scopes TEXT NOT NULL,  -- permissions an API token is held to, separated by commas
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  confirmed_at INTEGER NOT NULL,  -- when the person last proved in this session to be the one; 0 for never
  ended_at INTEGER,
  CHECK (kind = 'first-run' OR person_id IS NOT NULL)
) STRICT;
CREATE INDEX access_tokens_by_person ON access_tokens (person_id, kind) WHERE person_id IS NOT NULL;

-- What somebody may do where, and from when to when.
CREATE TABLE grants (
  grant_id INTEGER NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES people,
  role TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('ledger', 'entity', 'fund', 'organisation')),
  scope_code TEXT NOT NULL,  -- of the entity, fund or organisation; empty for the whole ledger
  valid_from TEXT NOT NULL CHECK (length(valid_from) = 10),
  valid_to TEXT CHECK (length(valid_to) = 10),  -- last day, included
  granted_by TEXT NOT NULL,
  granted_at INTEGER NOT NULL,
  revoked_at INTEGER,
  CHECK ((scope = 'ledger') = (scope_code = ''))
) STRICT;
CREATE INDEX grants_by_person ON grants (person_id);

-- Somebody decides in another's stead for some days.
CREATE TABLE delegations (
  delegation_id INTEGER NOT NULL PRIMARY KEY,
  from_person TEXT NOT NULL REFERENCES people,
  to_person TEXT NOT NULL REFERENCES people,
  first_day TEXT NOT NULL CHECK (length(first_day) = 10),
  last_day TEXT NOT NULL CHECK (length(last_day) = 10),
  created_at INTEGER NOT NULL,
  revoked_at INTEGER,
  CHECK (from_person <> to_person AND first_day <= last_day)
) STRICT;
CREATE INDEX delegations_by_receiver ON delegations (to_person);

-- How many must check what, by amount. A set replaces the earlier sets of its kind from its day on.
CREATE TABLE approval_tiers (
  set_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  valid_from TEXT NOT NULL CHECK (length(valid_from) = 10),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  from_minor INTEGER NOT NULL CHECK (from_minor >= 0),
  checkers INTEGER NOT NULL CHECK (checkers BETWEEN 0 AND 9),
  PRIMARY KEY (set_id, currency, from_minor)
) STRICT, WITHOUT ROWID;
CREATE INDEX approval_tiers_by_kind ON approval_tiers (kind);
CREATE TRIGGER approval_tiers_are_never_updated BEFORE UPDATE ON approval_tiers BEGIN SELECT RAISE(ABORT, 'approval tiers are never changed: set new ones'); END;
CREATE TRIGGER approval_tiers_are_never_deleted BEFORE DELETE ON approval_tiers BEGIN SELECT RAISE(ABORT, 'approval tiers are never deleted: set new ones'); END;

-- What one person wants done and others must agree to. What is to run may hold names and free text: it is hashed only as a salted commitment, and is erasable.
CREATE TABLE proposals (
  proposal_id INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  maker TEXT NOT NULL,
  proposed_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  target_type TEXT NOT NULL,
  target_id TEXT NOT NULL,
  target_version BLOB NOT NULL CHECK (length(target_version) = 32),  -- of the thing as it was then: an approval of another thing counts for nothing
  entity TEXT NOT NULL,
  fund TEXT NOT NULL,
  currency TEXT NOT NULL,  -- empty when no amount is at stake
  amount_minor INTEGER NOT NULL,
  checkers INTEGER NOT NULL CHECK (checkers BETWEEN 0 AND 9),
  replaces INTEGER REFERENCES proposals,
  commitment BLOB NOT NULL CHECK (length(commitment) = 32),
  content_hash BLOB NOT NULL CHECK (length(content_hash) = 32),
  salt BLOB CHECK (length(salt) = 32),
  payload TEXT,
  status TEXT NOT NULL CHECK (status IN ('open', 'executed', 'rejected', 'withdrawn', 'void')),
  closed_at INTEGER,
  touched INTEGER NOT NULL,  -- counts decisions asked for: the row is changed before it is read, so two at once stand in line
  CHECK ((status = 'open') = (closed_at IS NULL)),
  CHECK ((salt IS NULL) = (payload IS NULL))
) STRICT;
CREATE INDEX proposals_by_status ON proposals (status, proposal_id);
CREATE TRIGGER proposals_keep_their_content BEFORE UPDATE OF proposal_id, kind, maker, proposed_at, expires_at, target_type, target_id, target_version, entity, fund, currency,
  amount_minor, checkers, replaces, commitment, content_hash ON proposals BEGIN SELECT RAISE(ABORT, 'a proposal keeps its content: replace it by another'); END;
CREATE TRIGGER proposals_close_once BEFORE UPDATE OF status, closed_at ON proposals WHEN old.status <> 'open' BEGIN SELECT RAISE(ABORT, 'a proposal is closed once'); END;
CREATE TRIGGER proposals_are_never_deleted BEFORE DELETE ON proposals BEGIN SELECT RAISE(ABORT, 'proposals are never deleted'); END;

-- Nobody appears twice on one proposal, neither as the one who decides nor as the one in whose stead it is done.
CREATE TABLE proposal_decisions (
  proposal_id INTEGER NOT NULL REFERENCES proposals,
  checker TEXT NOT NULL,
  in_stead_of TEXT NOT NULL,  -- the checker, unless by delegation
  is_approval INTEGER NOT NULL CHECK (is_approval IN (0, 1)),
  content_hash BLOB NOT NULL CHECK (length(content_hash) = 32),  -- what the checker saw
  decided_at INTEGER NOT NULL,
  PRIMARY KEY (proposal_id, checker),
  UNIQUE (proposal_id, in_stead_of)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER proposal_decisions_are_never_updated BEFORE UPDATE ON proposal_decisions BEGIN SELECT RAISE(ABORT, 'decisions are never changed'); END;
CREATE TRIGGER proposal_decisions_are_never_deleted BEFORE DELETE ON proposal_decisions BEGIN SELECT RAISE(ABORT, 'decisions are never deleted'); END;

-- What people did, saw, had shown, took out and tried, beside the journal, whose entries name their own actor. No personal data: ids and codes only.
CREATE TABLE audit_events (
  event_id INTEGER NOT NULL PRIMARY KEY CHECK (event_id > 0),
  recorded_at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  act TEXT NOT NULL CHECK (act <> ''),
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused', 'seen', 'exported', 'revealed', 'tried')),
  object_type TEXT NOT NULL,
  object_id TEXT NOT NULL,
  operation_key TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX audit_events_by_actor ON audit_events (actor, event_id);
CREATE INDEX audit_events_by_object ON audit_events (object_type, object_id, event_id);
CREATE INDEX audit_events_by_moment ON audit_events (recorded_at);
CREATE TRIGGER audit_events_are_never_updated BEFORE UPDATE ON audit_events BEGIN SELECT RAISE(ABORT, 'the audit trail is never changed'); END;
CREATE TRIGGER audit_events_are_never_deleted BEFORE DELETE ON audit_events BEGIN SELECT RAISE(ABORT, 'the audit trail is never deleted'); END;
