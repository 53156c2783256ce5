-- Awards in versions, publicity and objections, agreements; tranches and what releases them; what is claimed back.

-- Status is what people decided; whether it is published, objected to or to be signed follows from days and objections.
CREATE TABLE awards (
  award_id INTEGER NOT NULL PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  fund_id INTEGER NOT NULL REFERENCES funds,
  programme_id INTEGER NOT NULL REFERENCES grant_programmes,
  round_id INTEGER REFERENCES grant_rounds,
  organisation_id INTEGER NOT NULL REFERENCES organisations,
  application_id INTEGER REFERENCES applications,  -- null for support that was decided without one
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),  -- as the last version says; of one that was ended early, what was released
  decided_on TEXT NOT NULL CHECK (length(decided_on) = 10),
  publicity_last TEXT NOT NULL CHECK (length(publicity_last) = 10),  -- last day on which it may be objected to
  status TEXT NOT NULL CHECK (status IN ('decided', 'active', 'completed', 'stopped', 'cancelled')),
  ended_on TEXT CHECK (length(ended_on) = 10),
  lock_count INTEGER NOT NULL,  -- changed first by whoever works on it
  CHECK ((status IN ('decided', 'active')) = (ended_on IS NULL))
) STRICT;
CREATE UNIQUE INDEX awards_by_application ON awards (application_id) WHERE application_id IS NOT NULL;
CREATE INDEX awards_by_round ON awards (round_id) WHERE round_id IS NOT NULL;
CREATE INDEX awards_by_organisation ON awards (organisation_id);
CREATE TRIGGER awards_keep_what_they_are BEFORE UPDATE OF award_id, number, fund_id, programme_id, round_id, organisation_id, application_id, currency, decided_on, publicity_last ON awards
BEGIN SELECT RAISE(ABORT, 'an award keeps what it is'); END;
CREATE TRIGGER awards_are_never_deleted BEFORE DELETE ON awards BEGIN SELECT RAISE(ABORT, 'an award is never deleted'); END;

-- The first is the decision, later ones amend it; the last counts for what is not yet paid.
CREATE TABLE award_versions (
  award_id INTEGER NOT NULL REFERENCES awards,
  version_no INTEGER NOT NULL CHECK (version_no > 0),
  terms TEXT NOT NULL,  -- JSON
  reason TEXT NOT NULL,
  entry_id INTEGER REFERENCES journal_entries,  -- that committed the money or changed it; null when no money moved
  maker TEXT NOT NULL,
  proposal_id INTEGER REFERENCES proposals,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (award_id, version_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER award_versions_are_never_updated BEFORE UPDATE ON award_versions BEGIN SELECT RAISE(ABORT, 'a version of an award is never changed: amend it'); END;
CREATE TRIGGER award_versions_are_never_deleted BEFORE DELETE ON award_versions BEGIN SELECT RAISE(ABORT, 'a version of an award is never deleted'); END;

CREATE TABLE award_objections (
  award_id INTEGER NOT NULL REFERENCES awards,
  objection_no INTEGER NOT NULL CHECK (objection_no > 0),
  raised_on TEXT NOT NULL CHECK (length(raised_on) = 10),
  raised_by TEXT,  -- who said so, and what: null once erased
  content TEXT,
  answered_on TEXT CHECK (length(answered_on) = 10),
  answer TEXT,
  is_upheld INTEGER CHECK (is_upheld IN (0, 1)),
  answered_by TEXT,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (award_id, objection_no),
  CHECK ((answered_on IS NULL) = (is_upheld IS NULL)),
  CHECK ((answered_on IS NULL) = (answered_by IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER award_objections_are_answered_once BEFORE UPDATE ON award_objections
WHEN NEW.award_id <> OLD.award_id OR NEW.objection_no <> OLD.objection_no OR NEW.raised_on <> OLD.raised_on
  OR (OLD.answered_on IS NOT NULL AND (NEW.answered_on <> OLD.answered_on OR NEW.is_upheld <> OLD.is_upheld OR NEW.answered_by <> OLD.answered_by))
BEGIN SELECT RAISE(ABORT, 'an objection is answered once'); END;
CREATE TRIGGER award_objections_are_never_deleted BEFORE DELETE ON award_objections BEGIN SELECT RAISE(ABORT, 'an objection is never deleted'); END;

-- Each version that changes what was agreed is signed again.
CREATE TABLE award_agreements (
  award_id INTEGER NOT NULL,
  version_no INTEGER NOT NULL,
  text_sha256 BLOB NOT NULL CHECK (length(text_sha256) = 32),  -- of the text both agreed to
  signed_on TEXT NOT NULL CHECK (length(signed_on) = 10),
  manner TEXT NOT NULL CHECK (manner IN ('scan', 'acceptance')),
  scan_sha256 BLOB CHECK (length(scan_sha256) = 32),
  accepted_by TEXT NOT NULL,  -- who signed for the organisation on this site, or who recorded the scan
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (award_id, version_no),
  FOREIGN KEY (award_id, version_no) REFERENCES award_versions,
  CHECK ((manner = 'scan') = (scan_sha256 IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER award_agreements_are_never_updated BEFORE UPDATE ON award_agreements BEGIN SELECT RAISE(ABORT, 'an agreement is never changed: amend the award'); END;
CREATE TRIGGER award_agreements_are_never_deleted BEFORE DELETE ON award_agreements BEGIN SELECT RAISE(ABORT, 'an agreement is never deleted'); END;

-- From the day the agreement is signed. What a tranche is called and what it needs stands in the version; what is paid of it, in the ledger.
CREATE TABLE tranches (
  award_id INTEGER NOT NULL REFERENCES awards,
  tranche_no INTEGER NOT NULL CHECK (tranche_no > 0),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  due_on TEXT CHECK (length(due_on) = 10),  -- null: as soon as what it needs is there
  status TEXT NOT NULL CHECK (status IN ('planned', 'released', 'cancelled')),
  is_approved INTEGER NOT NULL CHECK (is_approved IN (0, 1)),
  held_why TEXT,  -- by somebody; null when nobody holds it
  released_on TEXT CHECK (length(released_on) = 10),
  entry_id INTEGER REFERENCES journal_entries,  -- that made it payable
  PRIMARY KEY (award_id, tranche_no),
  CHECK (status <> 'released' OR entry_id IS NOT NULL AND released_on IS NOT NULL),
  CHECK (status <> 'planned' OR entry_id IS NULL AND released_on IS NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX tranches_planned ON tranches (due_on) WHERE status = 'planned';
CREATE TRIGGER tranches_are_released_once BEFORE UPDATE ON tranches
WHEN OLD.status = 'cancelled' OR (OLD.status = 'released' AND (NEW.status = 'planned' OR NEW.entry_id <> OLD.entry_id OR NEW.amount_minor <> OLD.amount_minor))
BEGIN SELECT RAISE(ABORT, 'a tranche is released once'); END;
CREATE TRIGGER tranches_are_never_deleted BEFORE DELETE ON tranches BEGIN SELECT RAISE(ABORT, 'a tranche is never deleted'); END;

-- What the organisation says it did and spent; sent back, it comes again as the next version.
CREATE TABLE progress_reports (
  award_id INTEGER NOT NULL REFERENCES awards,
  report_no INTEGER NOT NULL CHECK (report_no > 0),
  version_no INTEGER NOT NULL CHECK (version_no > 0),
  tranche_no INTEGER,  -- that waits for it; null for one that none waits for
  content TEXT NOT NULL,  -- JSON
  submitted_on TEXT NOT NULL CHECK (length(submitted_on) = 10),
  submitted_by TEXT NOT NULL,
  decision TEXT CHECK (decision IN ('accepted', 'returned')),
  decided_on TEXT CHECK (length(decided_on) = 10),
  decided_by TEXT,
  decision_note TEXT,
  refused_lines TEXT,  -- JSON: what of its spending was not accepted, line by line, and by which rule
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (award_id, report_no, version_no),
  CHECK ((decision IS NULL) = (decided_on IS NULL)),
  CHECK ((decision IS NULL) = (decided_by IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER progress_reports_are_decided_once BEFORE UPDATE ON progress_reports
WHEN OLD.decision IS NOT NULL OR NEW.content <> OLD.content OR NEW.award_id <> OLD.award_id OR NEW.report_no <> OLD.report_no OR NEW.version_no <> OLD.version_no
BEGIN SELECT RAISE(ABORT, 'a progress report is decided once: it comes again as the next version'); END;
CREATE TRIGGER progress_reports_are_never_deleted BEFORE DELETE ON progress_reports BEGIN SELECT RAISE(ABORT, 'a progress report is never deleted'); END;

-- The last of each kind counts.
CREATE TABLE award_evaluations (
  award_id INTEGER NOT NULL REFERENCES awards,
  evaluation_no INTEGER NOT NULL CHECK (evaluation_no > 0),
  kind TEXT NOT NULL CHECK (kind IN ('mid-term', 'final', 'third-party')),
  held_on TEXT NOT NULL CHECK (length(held_on) = 10),
  verdict TEXT NOT NULL CHECK (verdict IN ('pass', 'conditional', 'fail')),
  score INTEGER CHECK (score BETWEEN 0 AND 100),
  conditions TEXT NOT NULL,
  conditions_met_on TEXT CHECK (length(conditions_met_on) = 10),
  evaluator TEXT NOT NULL,  -- the body that did it, no person's name
  evidence_sha256 BLOB CHECK (length(evidence_sha256) = 32),
  recorded_by TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (award_id, evaluation_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER award_evaluations_keep_their_verdict BEFORE UPDATE OF award_id, evaluation_no, kind, held_on, verdict, score, conditions, evaluator, evidence_sha256, recorded_by ON award_evaluations
BEGIN SELECT RAISE(ABORT, 'an evaluation keeps its verdict: record another'); END;
CREATE TRIGGER award_evaluations_are_never_deleted BEFORE DELETE ON award_evaluations BEGIN SELECT RAISE(ABORT, 'an evaluation is never deleted'); END;

-- Social money that came, how content people are, documents handed in: with the file that shows it.
CREATE TABLE award_proofs (
  award_id INTEGER NOT NULL REFERENCES awards,
  proof_no INTEGER NOT NULL CHECK (proof_no > 0),
  kind TEXT NOT NULL CHECK (kind IN ('cofunding', 'satisfaction', 'documents', 'void')),
  tranche_no INTEGER,  -- that documents are for; null where it is none's alone
  amount_minor INTEGER CHECK (amount_minor > 0),  -- of social money
  share_points INTEGER CHECK (share_points BETWEEN 0 AND 10000),  -- of those asked who are content, in hundredths of a percent
  respondents INTEGER CHECK (respondents > 0),
  voids INTEGER,  -- number of an earlier proof that no longer counts
  what TEXT NOT NULL,
  proved_on TEXT NOT NULL CHECK (length(proved_on) = 10),
  evidence_sha256 BLOB NOT NULL CHECK (length(evidence_sha256) = 32),
  maker TEXT NOT NULL,
  proposal_id INTEGER REFERENCES proposals,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (award_id, proof_no),
  CHECK ((kind = 'cofunding') = (amount_minor IS NOT NULL)),
  CHECK ((kind = 'satisfaction') = (share_points IS NOT NULL)),
  CHECK ((kind = 'satisfaction') = (respondents IS NOT NULL)),
  CHECK ((kind = 'void') = (voids IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE TRIGGER award_proofs_are_never_updated BEFORE UPDATE ON award_proofs BEGIN SELECT RAISE(ABORT, 'a proof is never changed: record another'); END;
CREATE TRIGGER award_proofs_are_never_deleted BEFORE DELETE ON award_proofs BEGIN SELECT RAISE(ABORT, 'a proof is never deleted'); END;

-- What is to come back, in instalments; what came and what was written off stands in the ledger.
CREATE TABLE clawbacks (
  award_id INTEGER NOT NULL REFERENCES awards,
  clawback_no INTEGER NOT NULL CHECK (clawback_no > 0),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  instalments TEXT NOT NULL,  -- JSON
  reason TEXT NOT NULL,
  claimed_on TEXT NOT NULL CHECK (length(claimed_on) = 10),
  entry_id INTEGER NOT NULL REFERENCES journal_entries,
  maker TEXT NOT NULL,
  proposal_id INTEGER REFERENCES proposals,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (award_id, clawback_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER clawbacks_are_never_updated BEFORE UPDATE ON clawbacks BEGIN SELECT RAISE(ABORT, 'a claim is never changed'); END;
CREATE TRIGGER clawbacks_are_never_deleted BEFORE DELETE ON clawbacks BEGIN SELECT RAISE(ABORT, 'a claim is never deleted'); END;
