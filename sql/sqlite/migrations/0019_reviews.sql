-- Experts, whom they are close to, what they were given to review, conflicts of interest, scores with reasons, and residents' votes.

CREATE TABLE experts (
  expert_id INTEGER NOT NULL PRIMARY KEY,
  person_id TEXT NOT NULL UNIQUE REFERENCES people,
  fields TEXT NOT NULL,  -- codes of categories separated by commas; empty for every field
  valid_from TEXT NOT NULL CHECK (length(valid_from) = 10),
  valid_to TEXT NOT NULL CHECK (length(valid_to) = 10),  -- last day, included
  most_reviews INTEGER NOT NULL CHECK (most_reviews > 0),  -- open at once
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  CHECK (valid_from <= valid_to)
) STRICT;
CREATE TRIGGER experts_are_never_deleted BEFORE DELETE ON experts BEGIN SELECT RAISE(ABORT, 'an expert is never deleted: let the term end'); END;

-- Persons and organisations an expert is close to, by keyed hash only: nobody is named here.
CREATE TABLE expert_relations (
  relation_id INTEGER NOT NULL PRIMARY KEY,
  expert_id INTEGER NOT NULL REFERENCES experts,
  kind TEXT NOT NULL CHECK (kind IN ('self', 'related-person', 'own-organisation', 'past-employer')),
  relation_key BLOB NOT NULL CHECK (length(relation_key) = 32),
  ends_on TEXT CHECK (length(ends_on) = 10),  -- of a past employer: the last day there
  removed_at INTEGER,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX expert_relations_by_expert ON expert_relations (expert_id);
CREATE INDEX expert_relations_by_key ON expert_relations (relation_key);
CREATE TRIGGER expert_relations_are_only_removed BEFORE UPDATE OF relation_id, expert_id, kind, relation_key, ends_on, actor, recorded_at ON expert_relations
BEGIN SELECT RAISE(ABORT, 'a relation is only removed'); END;
CREATE TRIGGER expert_relations_are_never_deleted BEFORE DELETE ON expert_relations BEGIN SELECT RAISE(ABORT, 'a relation is never deleted'); END;

-- One expert reads one application. The draft is what is being written; what was handed in stands in review_submissions.
CREATE TABLE review_assignments (
  assignment_id INTEGER NOT NULL PRIMARY KEY,
  application_id INTEGER NOT NULL REFERENCES applications,
  expert_id INTEGER NOT NULL REFERENCES experts,
  status TEXT NOT NULL CHECK (status IN ('assigned', 'cleared', 'submitted', 'conflicted', 'taken-back')),
  draft TEXT NOT NULL,  -- JSON
  save_no INTEGER NOT NULL CHECK (save_no >= 0),
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  UNIQUE (application_id, expert_id)
) STRICT;
CREATE INDEX review_assignments_by_expert ON review_assignments (expert_id);
CREATE TRIGGER review_assignments_keep_their_two BEFORE UPDATE OF assignment_id, application_id, expert_id, actor, recorded_at ON review_assignments
BEGIN SELECT RAISE(ABORT, 'an assignment keeps its expert and application'); END;
CREATE TRIGGER review_assignments_are_never_deleted BEFORE DELETE ON review_assignments BEGIN SELECT RAISE(ABORT, 'an assignment is never deleted'); END;

-- Every step of a review: given, cleared, handed in, opened again, found or declared in conflict.
CREATE TABLE review_events (
  assignment_id INTEGER NOT NULL REFERENCES review_assignments,
  event_no INTEGER NOT NULL CHECK (event_no > 0),
  from_status TEXT NOT NULL,
  to_status TEXT NOT NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (assignment_id, event_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER review_events_are_never_updated BEFORE UPDATE ON review_events BEGIN SELECT RAISE(ABORT, 'an event of a review is never changed'); END;
CREATE TRIGGER review_events_are_never_deleted BEFORE DELETE ON review_events BEGIN SELECT RAISE(ABORT, 'an event of a review is never deleted'); END;

-- Why an expert may not open an application. Found ones are written when they are found, and stand.
CREATE TABLE review_conflicts (
  application_id INTEGER NOT NULL REFERENCES applications,
  expert_id INTEGER NOT NULL REFERENCES experts,
  kind TEXT NOT NULL CHECK (kind IN ('declared', 'same-person', 'related-person', 'own-organisation', 'past-employer', 'team')),
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (application_id, expert_id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_conflicts_by_expert ON review_conflicts (expert_id);
CREATE TRIGGER review_conflicts_are_never_updated BEFORE UPDATE ON review_conflicts BEGIN SELECT RAISE(ABORT, 'a conflict is never changed'); END;
CREATE TRIGGER review_conflicts_are_never_deleted BEFORE DELETE ON review_conflicts BEGIN SELECT RAISE(ABORT, 'a conflict is never deleted'); END;

-- What was handed in. weighted is the sum of points times weights: hundredths of a point, at most 10,000. The last one counts.
CREATE TABLE review_submissions (
  assignment_id INTEGER NOT NULL REFERENCES review_assignments,
  submission_no INTEGER NOT NULL CHECK (submission_no > 0),
  application_version INTEGER NOT NULL,
  content TEXT NOT NULL,  -- JSON
  content_sha256 BLOB NOT NULL CHECK (length(content_sha256) = 32),
  weighted INTEGER NOT NULL CHECK (weighted BETWEEN 0 AND 10000),
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (assignment_id, submission_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER review_submissions_are_never_updated BEFORE UPDATE ON review_submissions BEGIN SELECT RAISE(ABORT, 'a review that was handed in is never changed'); END;
CREATE TRIGGER review_submissions_are_never_deleted BEFORE DELETE ON review_submissions BEGIN SELECT RAISE(ABORT, 'a review that was handed in is never deleted'); END;

-- Counts of a residents' vote on an application, with the minutes. The last one counts.
CREATE TABLE resident_votes (
  application_id INTEGER NOT NULL REFERENCES applications,
  vote_no INTEGER NOT NULL CHECK (vote_no > 0),
  held_on TEXT NOT NULL CHECK (length(held_on) = 10),
  entitled INTEGER NOT NULL CHECK (entitled > 0),
  votes_for INTEGER NOT NULL CHECK (votes_for >= 0),
  votes_against INTEGER NOT NULL CHECK (votes_against >= 0),
  abstained INTEGER NOT NULL CHECK (abstained >= 0),
  evidence_sha256 BLOB NOT NULL CHECK (length(evidence_sha256) = 32),
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (application_id, vote_no),
  CHECK (votes_for + votes_against + abstained <= entitled)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER resident_votes_are_never_updated BEFORE UPDATE ON resident_votes BEGIN SELECT RAISE(ABORT, 'a vote is never changed: record the next'); END;
CREATE TRIGGER resident_votes_are_never_deleted BEFORE DELETE ON resident_votes BEGIN SELECT RAISE(ABORT, 'a vote is never deleted'); END;
