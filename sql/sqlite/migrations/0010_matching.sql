-- Matching: programmes, the versions of their rules, what each gift earned and gave back; and how a gift came.

ALTER TABLE donations ADD COLUMN channel TEXT CHECK (channel IN ('bank', 'cash', 'alipay', 'wechat', 'other'));  -- null when it was not said

-- A promise to add money to gifts. What it is stands in its definition and does not change; how far it has come does.
CREATE TABLE matching_programmes (
  programme_id INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  entity_id INTEGER NOT NULL REFERENCES entities,
  pot_fund_id INTEGER NOT NULL REFERENCES funds,
  pot_source_id INTEGER NOT NULL REFERENCES sources,
  match_source_id INTEGER NOT NULL UNIQUE REFERENCES sources,
  definition TEXT NOT NULL,  -- JSON
  opening_entry_id INTEGER NOT NULL REFERENCES journal_entries,
  status TEXT NOT NULL CHECK (status IN ('open', 'closing', 'closed')),
  closed_on TEXT,
  part_count INTEGER NOT NULL CHECK (part_count >= 0),  -- of the allotment of a pro-rata close
  parts_done INTEGER NOT NULL,
  lock_count INTEGER NOT NULL,  -- changed first by whoever works on it
  CHECK (parts_done BETWEEN 0 AND part_count),
  CHECK (status = 'open' AND closed_on IS NULL OR status <> 'open' AND closed_on IS NOT NULL)
) STRICT;
CREATE TRIGGER matching_programmes_keep_their_definition BEFORE UPDATE OF programme_id, code, entity_id, pot_fund_id, pot_source_id, match_source_id, definition, opening_entry_id ON matching_programmes
BEGIN SELECT RAISE(ABORT, 'a matching programme keeps its definition'); END;
CREATE TRIGGER matching_programmes_are_never_deleted BEFORE DELETE ON matching_programmes BEGIN SELECT RAISE(ABORT, 'a matching programme is never deleted'); END;

-- A rule is never changed: a new version holds from its day on, for gifts recorded after the entry it names.
CREATE TABLE matching_rules (
  programme_id INTEGER NOT NULL REFERENCES matching_programmes,
  version INTEGER NOT NULL CHECK (version > 0),
  effective_from TEXT NOT NULL,
  after_entry_id INTEGER NOT NULL CHECK (after_entry_id >= 0),
  terms TEXT NOT NULL,  -- JSON
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (programme_id, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER matching_rules_are_never_updated BEFORE UPDATE ON matching_rules BEGIN SELECT RAISE(ABORT, 'a matching rule is never changed: add a version'); END;
CREATE TRIGGER matching_rules_are_never_deleted BEFORE DELETE ON matching_rules BEGIN SELECT RAISE(ABORT, 'a matching rule is never deleted'); END;

-- Sums of the matches that caps are held against; verify derives them again. The key is the number of the donor, fund or day, eight bytes, high byte first.
CREATE TABLE matching_counters (
  programme_id INTEGER NOT NULL REFERENCES matching_programmes,
  scope TEXT NOT NULL CHECK (scope IN ('programme', 'donor', 'donor-gifts', 'fund', 'day')),
  counter_key BLOB NOT NULL CHECK (length(counter_key) = 8),
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  PRIMARY KEY (programme_id, scope, counter_key)
) STRICT, WITHOUT ROWID;

-- What a gift earned, or that it earned nothing and why, with all that is needed to derive it again.
CREATE TABLE matches (
  gift_entry_id INTEGER NOT NULL PRIMARY KEY REFERENCES journal_entries,
  programme_id INTEGER NOT NULL REFERENCES matching_programmes,
  rule_version INTEGER NOT NULL,
  donor_id INTEGER NOT NULL REFERENCES donors,
  fund_id INTEGER NOT NULL REFERENCES funds,
  gift_day TEXT NOT NULL,
  counted_minor INTEGER NOT NULL CHECK (counted_minor >= 0),
  donor_total_minor INTEGER NOT NULL CHECK (donor_total_minor >= 0),
  entitled_minor INTEGER NOT NULL CHECK (entitled_minor >= 0),
  left_gift_minor INTEGER,
  left_donor_minor INTEGER,
  left_fund_minor INTEGER,
  left_day_minor INTEGER,
  left_programme_minor INTEGER,
  left_pot_minor INTEGER,
  limited_by TEXT NOT NULL CHECK (limited_by IN ('none', 'gift', 'donor', 'fund', 'day', 'programme', 'pot')),
  reason TEXT NOT NULL CHECK (reason IN ('none', 'matcher', 'related-party', 'source', 'channel', 'donor-kind', 'below-minimum', 'too-small', 'nothing-left')),
  matched_minor INTEGER NOT NULL CHECK (matched_minor >= 0),
  entry_id INTEGER REFERENCES journal_entries,  -- null when nothing was earned
  place INTEGER,  -- in the order in which a pro-rata close shared out; null when first come
  returned_minor INTEGER NOT NULL CHECK (returned_minor >= 0),
  waived_minor INTEGER NOT NULL CHECK (waived_minor >= 0),
  owed_minor INTEGER NOT NULL CHECK (owed_minor >= 0),
  CHECK (returned_minor + waived_minor + owed_minor <= matched_minor)
) STRICT;
CREATE INDEX matches_by_programme ON matches (programme_id, gift_entry_id);
CREATE TRIGGER matches_keep_their_explanation BEFORE UPDATE OF gift_entry_id, programme_id, rule_version, donor_id, fund_id, gift_day, counted_minor, donor_total_minor, entitled_minor,
  left_gift_minor, left_donor_minor, left_fund_minor, left_day_minor, left_programme_minor, left_pot_minor, limited_by, reason, matched_minor, entry_id, place ON matches
BEGIN SELECT RAISE(ABORT, 'a match keeps its explanation'); END;
CREATE TRIGGER matches_are_never_deleted BEFORE DELETE ON matches BEGIN SELECT RAISE(ABORT, 'a match is never deleted'); END;

-- What became of a match when its gift went back; taken back itself, a row with the amounts negative.
CREATE TABLE match_returns (
  return_id INTEGER NOT NULL PRIMARY KEY,
  gift_entry_id INTEGER NOT NULL REFERENCES matches,
  cause_entry_id INTEGER NOT NULL REFERENCES journal_entries,  -- the refund, the reversal, or the recharge
  entry_id INTEGER REFERENCES journal_entries,  -- that moved the money; null when none moved
  refunded_minor INTEGER NOT NULL,  -- of the gift
  returned_minor INTEGER NOT NULL,
  waived_minor INTEGER NOT NULL,
  owed_minor INTEGER NOT NULL,
  UNIQUE (cause_entry_id)
) STRICT;
CREATE INDEX match_returns_by_gift ON match_returns (gift_entry_id);
CREATE TRIGGER match_returns_are_never_updated BEFORE UPDATE ON match_returns BEGIN SELECT RAISE(ABORT, 'what came back of a match is never changed'); END;
CREATE TRIGGER match_returns_are_never_deleted BEFORE DELETE ON match_returns BEGIN SELECT RAISE(ABORT, 'what came back of a match is never deleted'); END;

-- What a pro-rata close gives to each gift, settled before any of it is posted.
CREATE TABLE match_allotments (
  programme_id INTEGER NOT NULL REFERENCES matching_programmes,
  part_no INTEGER NOT NULL CHECK (part_no > 0),
  content TEXT NOT NULL,  -- JSON
  PRIMARY KEY (programme_id, part_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER match_allotments_are_never_updated BEFORE UPDATE ON match_allotments BEGIN SELECT RAISE(ABORT, 'an allotment is never changed'); END;
CREATE TRIGGER match_allotments_are_never_deleted BEFORE DELETE ON match_allotments BEGIN SELECT RAISE(ABORT, 'an allotment is never deleted'); END;

-- Those whose gifts earn no match, and from when to when.
CREATE TABLE related_parties (
  relation_id INTEGER NOT NULL PRIMARY KEY,
  entity_id INTEGER NOT NULL REFERENCES entities,
  donor_id INTEGER NOT NULL REFERENCES donors,
  relation TEXT NOT NULL,
  first_day TEXT NOT NULL,
  last_day TEXT,  -- included
  registered_at INTEGER NOT NULL,
  CHECK (last_day IS NULL OR last_day >= first_day)
) STRICT;
CREATE INDEX related_parties_by_donor ON related_parties (entity_id, donor_id);
