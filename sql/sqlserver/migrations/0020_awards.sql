-- Awards in versions, publicity and objections, agreements; tranches and what releases them; what is claimed back.

-- Status is what people decided; whether it is published, objected to or to be signed follows from days and objections.
CREATE TABLE awards (
  award_id bigint IDENTITY NOT NULL PRIMARY KEY,
  number nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL UNIQUE,
  fund_id bigint NOT NULL REFERENCES funds,
  programme_id bigint NOT NULL REFERENCES grant_programmes,
  round_id bigint NULL REFERENCES grant_rounds,
  organisation_id bigint NOT NULL REFERENCES organisations,
  application_id bigint NULL REFERENCES applications,  -- null for support that was decided without one
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),  -- as the last version says; of one that was ended early, what was released
  decided_on date NOT NULL,
  publicity_last date NOT NULL,  -- last day on which it may be objected to
  status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (status IN (N'decided', N'active', N'completed', N'stopped', N'cancelled')),
  ended_on date NULL,
  lock_count bigint NOT NULL,  -- changed first by whoever works on it
  CHECK ((status IN (N'decided', N'active') AND ended_on IS NULL) OR (status NOT IN (N'decided', N'active') AND ended_on IS NOT NULL))
);
CREATE UNIQUE INDEX awards_by_application ON awards (application_id) WHERE application_id IS NOT NULL;
CREATE INDEX awards_by_round ON awards (round_id) WHERE round_id IS NOT NULL;
CREATE INDEX awards_by_organisation ON awards (organisation_id);
GO
CREATE TRIGGER awards_keep_what_they_are ON awards AFTER UPDATE AS
IF EXISTS (
  SELECT award_id, number, fund_id, programme_id, round_id, organisation_id, application_id, currency, decided_on, publicity_last FROM deleted
  EXCEPT SELECT award_id, number, fund_id, programme_id, round_id, organisation_id, application_id, currency, decided_on, publicity_last FROM inserted)
  THROW 50000, N'an award keeps what it is', 1;
GO
CREATE TRIGGER awards_are_never_deleted ON awards INSTEAD OF DELETE AS
THROW 50000, N'an award is never deleted', 1;
GO

-- The first is the decision, later ones amend it; the last counts for what is not yet paid.
CREATE TABLE award_versions (
  award_id bigint NOT NULL REFERENCES awards,
  version_no bigint NOT NULL CHECK (version_no > 0),
  terms nvarchar(max) NOT NULL,  -- JSON
  reason nvarchar(2000) NOT NULL,
  entry_id bigint NULL REFERENCES journal_entries,  -- that committed the money or changed it; null when no money moved
  maker nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  proposal_id bigint NULL REFERENCES proposals,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (award_id, version_no)
);
GO
CREATE TRIGGER award_versions_are_never_updated ON award_versions INSTEAD OF UPDATE AS
THROW 50000, N'a version of an award is never changed: amend it', 1;
GO
CREATE TRIGGER award_versions_are_never_deleted ON award_versions INSTEAD OF DELETE AS
THROW 50000, N'a version of an award is never deleted', 1;
GO

CREATE TABLE award_objections (
  award_id bigint NOT NULL REFERENCES awards,
  objection_no bigint NOT NULL CHECK (objection_no > 0),
  raised_on date NOT NULL,
  raised_by nvarchar(200) NULL,  -- who said so, and what: null once erased
  content nvarchar(max) NULL,
  answered_on date NULL,
  answer nvarchar(max) NULL,
  is_upheld bigint NULL CHECK (is_upheld IN (0, 1)),
  answered_by nvarchar(200) COLLATE Latin1_General_BIN2 NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (award_id, objection_no),
  CHECK ((answered_on IS NULL AND is_upheld IS NULL) OR (answered_on IS NOT NULL AND is_upheld IS NOT NULL)),
  CHECK ((answered_on IS NULL AND answered_by IS NULL) OR (answered_on IS NOT NULL AND answered_by IS NOT NULL))
);
GO
CREATE TRIGGER award_objections_are_answered_once ON award_objections AFTER UPDATE AS
IF EXISTS (SELECT award_id, objection_no, raised_on FROM deleted EXCEPT SELECT award_id, objection_no, raised_on FROM inserted)
  OR EXISTS (
    SELECT award_id, objection_no, answered_on, is_upheld, answered_by FROM deleted WHERE answered_on IS NOT NULL
    EXCEPT SELECT award_id, objection_no, answered_on, is_upheld, answered_by FROM inserted)
  THROW 50000, N'an objection is answered once', 1;
GO
CREATE TRIGGER award_objections_are_never_deleted ON award_objections INSTEAD OF DELETE AS
THROW 50000, N'an objection is never deleted', 1;
GO

-- Each version that changes what was agreed is signed again.
CREATE TABLE award_agreements (
  award_id bigint NOT NULL,
  version_no bigint NOT NULL,
  text_sha256 binary(32) NOT NULL,  -- of the text both agreed to
  signed_on date NOT NULL,
  manner nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (manner IN (N'scan', N'acceptance')),
  scan_sha256 binary(32) NULL,
  accepted_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,  -- who signed for the organisation on this site, or who recorded the scan
  recorded_at bigint NOT NULL,
  PRIMARY KEY (award_id, version_no),
  FOREIGN KEY (award_id, version_no) REFERENCES award_versions,
  CHECK ((manner = N'scan' AND scan_sha256 IS NOT NULL) OR (manner <> N'scan' AND scan_sha256 IS NULL))
);
GO
CREATE TRIGGER award_agreements_are_never_updated ON award_agreements INSTEAD OF UPDATE AS
THROW 50000, N'an agreement is never changed: amend the award', 1;
GO
CREATE TRIGGER award_agreements_are_never_deleted ON award_agreements INSTEAD OF DELETE AS
THROW 50000, N'an agreement is never deleted', 1;
GO

-- From the day the agreement is signed. What a tranche is called and what it needs stands in the version; what is paid of it, in the ledger.
CREATE TABLE tranches (
  award_id bigint NOT NULL REFERENCES awards,
  tranche_no bigint NOT NULL CHECK (tranche_no > 0),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  due_on date NULL,  -- null: as soon as what it needs is there
  status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (status IN (N'planned', N'released', N'cancelled')),
  is_approved bigint NOT NULL CHECK (is_approved IN (0, 1)),
  held_why nvarchar(400) NULL,  -- by somebody; null when nobody holds it
  released_on date NULL,
  entry_id bigint NULL REFERENCES journal_entries,  -- that made it payable
  PRIMARY KEY (award_id, tranche_no),
  CHECK (status <> N'released' OR (entry_id IS NOT NULL AND released_on IS NOT NULL)),
  CHECK (status <> N'planned' OR (entry_id IS NULL AND released_on IS NULL))
);
CREATE INDEX tranches_planned ON tranches (due_on) WHERE status = N'planned';
GO
CREATE TRIGGER tranches_are_released_once ON tranches AFTER UPDATE AS
IF EXISTS (SELECT 1 FROM deleted WHERE status = N'cancelled')
  OR EXISTS (
    SELECT 1 FROM deleted was JOIN inserted now ON now.award_id = was.award_id AND now.tranche_no = was.tranche_no
    WHERE was.status = N'released' AND (now.status = N'planned' OR now.entry_id <> was.entry_id OR now.amount_minor <> was.amount_minor))
  THROW 50000, N'a tranche is released once', 1;
GO
CREATE TRIGGER tranches_are_never_deleted ON tranches INSTEAD OF DELETE AS
THROW 50000, N'a tranche is never deleted', 1;
GO

-- What the organisation says it did and spent; sent back, it comes again as the next version.
CREATE TABLE progress_reports (
  award_id bigint NOT NULL REFERENCES awards,
  report_no bigint NOT NULL CHECK (report_no > 0),
  version_no bigint NOT NULL CHECK (version_no > 0),
  tranche_no bigint NULL,  -- that waits for it; null for one that none waits for
  content nvarchar(max) NOT NULL,  -- JSON
  submitted_on date NOT NULL,
  submitted_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  decision nvarchar(20) COLLATE Latin1_General_BIN2 NULL CHECK (decision IN (N'accepted', N'returned')),
  decided_on date NULL,
  decided_by nvarchar(200) COLLATE Latin1_General_BIN2 NULL,
  decision_note nvarchar(max) NULL,
  refused_lines nvarchar(max) NULL,  -- JSON: what of its spending was not accepted, line by line, and by which rule
  recorded_at bigint NOT NULL,
  PRIMARY KEY (award_id, report_no, version_no),
  CHECK ((decision IS NULL AND decided_on IS NULL) OR (decision IS NOT NULL AND decided_on IS NOT NULL)),
  CHECK ((decision IS NULL AND decided_by IS NULL) OR (decision IS NOT NULL AND decided_by IS NOT NULL))
);
GO
CREATE TRIGGER progress_reports_are_decided_once ON progress_reports AFTER UPDATE AS
IF EXISTS (SELECT 1 FROM deleted WHERE decision IS NOT NULL)
  OR EXISTS (SELECT award_id, report_no, version_no, content FROM deleted EXCEPT SELECT award_id, report_no, version_no, content FROM inserted)
  THROW 50000, N'a progress report is decided once: it comes again as the next version', 1;
GO
CREATE TRIGGER progress_reports_are_never_deleted ON progress_reports INSTEAD OF DELETE AS
THROW 50000, N'a progress report is never deleted', 1;
GO

-- The last of each kind counts.
CREATE TABLE award_evaluations (
  award_id bigint NOT NULL REFERENCES awards,
  evaluation_no bigint NOT NULL CHECK (evaluation_no > 0),
  kind nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (kind IN (N'mid-term', N'final', N'third-party')),
  held_on date NOT NULL,
  verdict nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (verdict IN (N'pass', N'conditional', N'fail')),
  score bigint NULL CHECK (score BETWEEN 0 AND 100),
  conditions nvarchar(max) NOT NULL,
  conditions_met_on date NULL,
  evaluator nvarchar(200) NOT NULL,  -- the body that did it, no person's name
  evidence_sha256 binary(32) NULL,
  recorded_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (award_id, evaluation_no)
);
GO
CREATE TRIGGER award_evaluations_keep_their_verdict ON award_evaluations AFTER UPDATE AS
IF EXISTS (
  SELECT award_id, evaluation_no, kind, held_on, verdict, score, conditions, evaluator, evidence_sha256, recorded_by FROM deleted
  EXCEPT SELECT award_id, evaluation_no, kind, held_on, verdict, score, conditions, evaluator, evidence_sha256, recorded_by FROM inserted)
  THROW 50000, N'an evaluation keeps its verdict: record another', 1;
GO
CREATE TRIGGER award_evaluations_are_never_deleted ON award_evaluations INSTEAD OF DELETE AS
THROW 50000, N'an evaluation is never deleted', 1;
GO

-- Social money that came, how content people are, documents handed in: with the file that shows it.
CREATE TABLE award_proofs (
  award_id bigint NOT NULL REFERENCES awards,
  proof_no bigint NOT NULL CHECK (proof_no > 0),
  kind nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CHECK (kind IN (N'cofunding', N'satisfaction', N'documents', N'void')),
  tranche_no bigint NULL,  -- that documents are for; null where it is none's alone
  amount_minor bigint NULL CHECK (amount_minor > 0),  -- of social money
  share_points bigint NULL CHECK (share_points BETWEEN 0 AND 10000),  -- of those asked who are content, in hundredths of a percent
  respondents bigint NULL CHECK (respondents > 0),
  voids bigint NULL,  -- number of an earlier proof that no longer counts
  what nvarchar(400) NOT NULL,
  proved_on date NOT NULL,
  evidence_sha256 binary(32) NOT NULL,
  maker nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  proposal_id bigint NULL REFERENCES proposals,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (award_id, proof_no),
  CHECK ((kind = N'cofunding' AND amount_minor IS NOT NULL) OR (kind <> N'cofunding' AND amount_minor IS NULL)),
  CHECK ((kind = N'satisfaction' AND share_points IS NOT NULL) OR (kind <> N'satisfaction' AND share_points IS NULL)),
  CHECK ((kind = N'satisfaction' AND respondents IS NOT NULL) OR (kind <> N'satisfaction' AND respondents IS NULL)),
  CHECK ((kind = N'void' AND voids IS NOT NULL) OR (kind <> N'void' AND voids IS NULL))
);
GO
CREATE TRIGGER award_proofs_are_never_updated ON award_proofs INSTEAD OF UPDATE AS
THROW 50000, N'a proof is never changed: record another', 1;
GO
CREATE TRIGGER award_proofs_are_never_deleted ON award_proofs INSTEAD OF DELETE AS
THROW 50000, N'a proof is never deleted', 1;
GO

-- What is to come back, in instalments; what came and what was written off stands in the ledger.
CREATE TABLE clawbacks (
  award_id bigint NOT NULL REFERENCES awards,
  clawback_no bigint NOT NULL CHECK (clawback_no > 0),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  instalments nvarchar(max) NOT NULL,  -- JSON
  reason nvarchar(2000) NOT NULL,
  claimed_on date NOT NULL,
  entry_id bigint NOT NULL REFERENCES journal_entries,
  maker nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  proposal_id bigint NULL REFERENCES proposals,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (award_id, clawback_no)
);
GO
CREATE TRIGGER clawbacks_are_never_updated ON clawbacks INSTEAD OF UPDATE AS
THROW 50000, N'a claim is never changed', 1;
GO
CREATE TRIGGER clawbacks_are_never_deleted ON clawbacks INSTEAD OF DELETE AS
THROW 50000, N'a claim is never deleted', 1;
GO
