-- Experts, whom they are close to, what they were given to review, conflicts of interest, scores with reasons, and residents' votes.
-- How this differs from the SQLite script is said in 0001_ledger.

CREATE TABLE experts (
  expert_id bigint IDENTITY NOT NULL PRIMARY KEY,
  person_id nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL UNIQUE REFERENCES people,
  fields nvarchar(max) NOT NULL,  -- codes of categories separated by commas; empty for every field
  valid_from date NOT NULL,
  valid_to date NOT NULL,  -- last day, included
  most_reviews bigint NOT NULL CHECK (most_reviews > 0),  -- open at once
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  CHECK (valid_from <= valid_to)
);
GO
CREATE TRIGGER experts_are_never_deleted ON experts INSTEAD OF DELETE AS
THROW 50000, N'an expert is never deleted: let the term end', 1;
GO

-- Persons and organisations an expert is close to, by keyed hash only: nobody is named here.
CREATE TABLE expert_relations (
  relation_id bigint IDENTITY NOT NULL PRIMARY KEY,
  expert_id bigint NOT NULL REFERENCES experts,
  kind nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT expert_relations_kind CHECK (kind IN (N'self', N'related-person', N'own-organisation', N'past-employer')),
  relation_key varbinary(32) NOT NULL CHECK (DATALENGTH(relation_key) = 32),
  ends_on date NULL,  -- of a past employer: the last day there
  removed_at bigint NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL
);
CREATE INDEX expert_relations_by_expert ON expert_relations (expert_id);
CREATE INDEX expert_relations_by_key ON expert_relations (relation_key);
GO
CREATE TRIGGER expert_relations_are_only_removed ON expert_relations AFTER UPDATE AS
IF EXISTS (
  SELECT relation_id, expert_id, kind, relation_key, COALESCE(ends_on, '0001-01-01') AS ends_on, actor, recorded_at FROM deleted
  EXCEPT SELECT relation_id, expert_id, kind, relation_key, COALESCE(ends_on, '0001-01-01') AS ends_on, actor, recorded_at FROM inserted)
  THROW 50000, N'a relation is only removed', 1;
GO
CREATE TRIGGER expert_relations_are_never_deleted ON expert_relations INSTEAD OF DELETE AS
THROW 50000, N'a relation is never deleted', 1;
GO

-- One expert reads one application. The draft is what is being written; what was handed in stands in review_submissions.
CREATE TABLE review_assignments (
  assignment_id bigint IDENTITY NOT NULL PRIMARY KEY,
  application_id bigint NOT NULL REFERENCES applications,
  expert_id bigint NOT NULL REFERENCES experts,
  status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT review_assignments_status CHECK (status IN (N'assigned', N'cleared', N'submitted', N'conflicted', N'taken-back')),
  draft nvarchar(max) NOT NULL,  -- JSON
  save_no bigint NOT NULL CHECK (save_no >= 0),
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  UNIQUE (application_id, expert_id)
);
CREATE INDEX review_assignments_by_expert ON review_assignments (expert_id);
GO
CREATE TRIGGER review_assignments_keep_their_two ON review_assignments AFTER UPDATE AS
IF EXISTS (
  SELECT assignment_id, application_id, expert_id, actor, recorded_at FROM deleted
  EXCEPT SELECT assignment_id, application_id, expert_id, actor, recorded_at FROM inserted)
  THROW 50000, N'an assignment keeps its expert and application', 1;
GO
CREATE TRIGGER review_assignments_are_never_deleted ON review_assignments INSTEAD OF DELETE AS
THROW 50000, N'an assignment is never deleted', 1;
GO

-- Every step of a review: given, cleared, handed in, opened again, found or declared in conflict.
CREATE TABLE review_events (
  assignment_id bigint NOT NULL REFERENCES review_assignments,
  event_no bigint NOT NULL CHECK (event_no > 0),
  from_status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL,
  to_status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL,
  reason nvarchar(max) NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (assignment_id, event_no)
);
GO
CREATE TRIGGER review_events_are_never_updated ON review_events INSTEAD OF UPDATE AS
THROW 50000, N'an event of a review is never changed', 1;
GO
CREATE TRIGGER review_events_are_never_deleted ON review_events INSTEAD OF DELETE AS
THROW 50000, N'an event of a review is never deleted', 1;
GO

-- Why an expert may not open an application. Found ones are written when they are found, and stand.
CREATE TABLE review_conflicts (
  application_id bigint NOT NULL REFERENCES applications,
  expert_id bigint NOT NULL REFERENCES experts,
  kind nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT review_conflicts_kind CHECK (kind IN (N'declared', N'same-person', N'related-person', N'own-organisation', N'past-employer', N'team')),
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (application_id, expert_id, kind)
);
CREATE INDEX review_conflicts_by_expert ON review_conflicts (expert_id);
GO
CREATE TRIGGER review_conflicts_are_never_updated ON review_conflicts INSTEAD OF UPDATE AS
THROW 50000, N'a conflict is never changed', 1;
GO
CREATE TRIGGER review_conflicts_are_never_deleted ON review_conflicts INSTEAD OF DELETE AS
THROW 50000, N'a conflict is never deleted', 1;
GO

-- What was handed in. weighted is the sum of points times weights: hundredths of a point, at most 10,000. The last one counts.
CREATE TABLE review_submissions (
  assignment_id bigint NOT NULL REFERENCES review_assignments,
  submission_no bigint NOT NULL CHECK (submission_no > 0),
  application_version bigint NOT NULL,
  content nvarchar(max) NOT NULL,  -- JSON
  content_sha256 varbinary(32) NOT NULL CHECK (DATALENGTH(content_sha256) = 32),
  weighted bigint NOT NULL CHECK (weighted BETWEEN 0 AND 10000),
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (assignment_id, submission_no)
);
GO
CREATE TRIGGER review_submissions_are_never_updated ON review_submissions INSTEAD OF UPDATE AS
THROW 50000, N'a review that was handed in is never changed', 1;
GO
CREATE TRIGGER review_submissions_are_never_deleted ON review_submissions INSTEAD OF DELETE AS
THROW 50000, N'a review that was handed in is never deleted', 1;
GO

-- Counts of a residents' vote on an application, with the minutes. The last one counts.
CREATE TABLE resident_votes (
  application_id bigint NOT NULL REFERENCES applications,
  vote_no bigint NOT NULL CHECK (vote_no > 0),
  held_on date NOT NULL,
  entitled bigint NOT NULL CHECK (entitled > 0),
  votes_for bigint NOT NULL CHECK (votes_for >= 0),
  votes_against bigint NOT NULL CHECK (votes_against >= 0),
  abstained bigint NOT NULL CHECK (abstained >= 0),
  evidence_sha256 varbinary(32) NOT NULL CHECK (DATALENGTH(evidence_sha256) = 32),
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (application_id, vote_no),
  CHECK (votes_for + votes_against + abstained <= entitled)
);
GO
CREATE TRIGGER resident_votes_are_never_updated ON resident_votes INSTEAD OF UPDATE AS
THROW 50000, N'a vote is never changed: record the next', 1;
GO
CREATE TRIGGER resident_votes_are_never_deleted ON resident_votes INSTEAD OF DELETE AS
THROW 50000, N'a vote is never deleted', 1;
