-- Matching: programmes, the versions of their rules, what each gift earned and gave back; and how a gift came. How this differs from the SQLite script is said in 0001_ledger.

ALTER TABLE donations ADD channel nvarchar(20) COLLATE Latin1_General_BIN2 NULL CONSTRAINT donations_channel CHECK (channel IN (N'bank', N'cash', N'alipay', N'wechat', N'other'));  -- null when it was not said

-- A promise to add money to gifts. What it is stands in its definition and does not change; how far it has come does.
CREATE TABLE matching_programmes (
  programme_id bigint IDENTITY NOT NULL PRIMARY KEY,
  code nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL UNIQUE,
  entity_id bigint NOT NULL REFERENCES entities,
  pot_fund_id bigint NOT NULL REFERENCES funds,
  pot_source_id bigint NOT NULL REFERENCES sources,
  match_source_id bigint NOT NULL UNIQUE REFERENCES sources,
  definition nvarchar(max) NOT NULL,  -- JSON
  opening_entry_id bigint NOT NULL REFERENCES journal_entries,
  status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT matching_programmes_status CHECK (status IN (N'open', N'closing', N'closed')),
  closed_on date NULL,
  part_count bigint NOT NULL CHECK (part_count >= 0),  -- of the allotment of a pro-rata close
  parts_done bigint NOT NULL,
  lock_count bigint NOT NULL,  -- changed first by whoever works on it
  CHECK (parts_done BETWEEN 0 AND part_count),
  CHECK (status = N'open' AND closed_on IS NULL OR status <> N'open' AND closed_on IS NOT NULL)
);
GO
CREATE TRIGGER matching_programmes_keep_their_definition ON matching_programmes AFTER UPDATE AS
IF EXISTS (
  SELECT programme_id, code, DATALENGTH(code), entity_id, pot_fund_id, pot_source_id, match_source_id, definition, opening_entry_id FROM deleted
  EXCEPT SELECT programme_id, code, DATALENGTH(code), entity_id, pot_fund_id, pot_source_id, match_source_id, definition, opening_entry_id FROM inserted)
  THROW 50000, N'a matching programme keeps its definition', 1;
GO
CREATE TRIGGER matching_programmes_are_never_deleted ON matching_programmes INSTEAD OF DELETE AS
THROW 50000, N'a matching programme is never deleted', 1;
GO

-- A rule is never changed: a new version holds from its day on, for gifts recorded after the entry it names.
CREATE TABLE matching_rules (
  programme_id bigint NOT NULL REFERENCES matching_programmes,
  version bigint NOT NULL CHECK (version > 0),
  effective_from date NOT NULL,
  after_entry_id bigint NOT NULL CHECK (after_entry_id >= 0),
  terms nvarchar(max) NOT NULL,  -- JSON
  recorded_at bigint NOT NULL,
  PRIMARY KEY (programme_id, version)
);
GO
CREATE TRIGGER matching_rules_are_never_updated ON matching_rules INSTEAD OF UPDATE AS
THROW 50000, N'a matching rule is never changed: add a version', 1;
GO
CREATE TRIGGER matching_rules_are_never_deleted ON matching_rules INSTEAD OF DELETE AS
THROW 50000, N'a matching rule is never deleted', 1;
GO

-- Sums of the matches that caps are held against; verify derives them again. The key is the number of the donor, fund or day, eight bytes, high byte first.
CREATE TABLE matching_counters (
  programme_id bigint NOT NULL REFERENCES matching_programmes,
  scope nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT matching_counters_scope CHECK (scope IN (N'programme', N'donor', N'donor-gifts', N'fund', N'day')),
  counter_key varbinary(8) NOT NULL CHECK (DATALENGTH(counter_key) = 8),
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  PRIMARY KEY (programme_id, scope, counter_key)
);

-- What a gift earned, or that it earned nothing and why, with all that is needed to derive it again.
CREATE TABLE matches (
  gift_entry_id bigint NOT NULL PRIMARY KEY REFERENCES journal_entries,
  programme_id bigint NOT NULL REFERENCES matching_programmes,
  rule_version bigint NOT NULL,
  donor_id bigint NOT NULL REFERENCES donors,
  fund_id bigint NOT NULL REFERENCES funds,
  gift_day date NOT NULL,
  counted_minor bigint NOT NULL CHECK (counted_minor >= 0),
  donor_total_minor bigint NOT NULL CHECK (donor_total_minor >= 0),
  entitled_minor bigint NOT NULL CHECK (entitled_minor >= 0),
  left_gift_minor bigint NULL,
  left_donor_minor bigint NULL,
  left_fund_minor bigint NULL,
  left_day_minor bigint NULL,
  left_programme_minor bigint NULL,
  left_pot_minor bigint NULL,
  limited_by nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT matches_limited_by CHECK (limited_by IN (N'none', N'gift', N'donor', N'fund', N'day', N'programme', N'pot')),
  reason nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT matches_reason CHECK (reason IN (N'none', N'matcher', N'related-party', N'source', N'channel', N'donor-kind', N'below-minimum', N'too-small', N'nothing-left')),
  matched_minor bigint NOT NULL CHECK (matched_minor >= 0),
  entry_id bigint NULL REFERENCES journal_entries,  -- null when nothing was earned
  place bigint NULL,  -- in the order in which a pro-rata close shared out; null when first come
  returned_minor bigint NOT NULL CHECK (returned_minor >= 0),
  waived_minor bigint NOT NULL CHECK (waived_minor >= 0),
  owed_minor bigint NOT NULL CHECK (owed_minor >= 0),
  CHECK (returned_minor + waived_minor + owed_minor <= matched_minor)
);
CREATE INDEX matches_by_programme ON matches (programme_id, gift_entry_id);
GO
CREATE TRIGGER matches_keep_their_explanation ON matches AFTER UPDATE AS
IF EXISTS (
  SELECT gift_entry_id, programme_id, rule_version, donor_id, fund_id, gift_day, counted_minor, donor_total_minor, entitled_minor, left_gift_minor, left_donor_minor, left_fund_minor, left_day_minor, left_programme_minor, left_pot_minor, limited_by, reason, matched_minor, entry_id, place FROM deleted
  EXCEPT SELECT gift_entry_id, programme_id, rule_version, donor_id, fund_id, gift_day, counted_minor, donor_total_minor, entitled_minor, left_gift_minor, left_donor_minor, left_fund_minor, left_day_minor, left_programme_minor, left_pot_minor, limited_by, reason, matched_minor, entry_id, place FROM inserted)
  THROW 50000, N'a match keeps its explanation', 1;
GO
CREATE TRIGGER matches_are_never_deleted ON matches INSTEAD OF DELETE AS
THROW 50000, N'a match is never deleted', 1;
GO

-- What became of a match when its gift went back; taken back itself, a row with the amounts negative.
CREATE TABLE match_returns (
  return_id bigint IDENTITY NOT NULL PRIMARY KEY,
  gift_entry_id bigint NOT NULL REFERENCES matches,
  cause_entry_id bigint NOT NULL REFERENCES journal_entries,  -- the refund, the reversal, or the recharge
  entry_id bigint NULL REFERENCES journal_entries,  -- that moved the money; null when none moved
  refunded_minor bigint NOT NULL,  -- of the gift
  returned_minor bigint NOT NULL,
  waived_minor bigint NOT NULL,
  owed_minor bigint NOT NULL,
  UNIQUE (cause_entry_id)
);
CREATE INDEX match_returns_by_gift ON match_returns (gift_entry_id);
GO
CREATE TRIGGER match_returns_are_never_updated ON match_returns INSTEAD OF UPDATE AS
THROW 50000, N'what came back of a match is never changed', 1;
GO
CREATE TRIGGER match_returns_are_never_deleted ON match_returns INSTEAD OF DELETE AS
THROW 50000, N'what came back of a match is never deleted', 1;
GO

-- What a pro-rata close gives to each gift, settled before any of it is posted.
CREATE TABLE match_allotments (
  programme_id bigint NOT NULL REFERENCES matching_programmes,
  part_no bigint NOT NULL CHECK (part_no > 0),
  content nvarchar(max) NOT NULL,  -- JSON
  PRIMARY KEY (programme_id, part_no)
);
GO
CREATE TRIGGER match_allotments_are_never_updated ON match_allotments INSTEAD OF UPDATE AS
THROW 50000, N'an allotment is never changed', 1;
GO
CREATE TRIGGER match_allotments_are_never_deleted ON match_allotments INSTEAD OF DELETE AS
THROW 50000, N'an allotment is never deleted', 1;
GO

-- Those whose gifts earn no match, and from when to when.
CREATE TABLE related_parties (
  relation_id bigint IDENTITY NOT NULL PRIMARY KEY,
  entity_id bigint NOT NULL REFERENCES entities,
  donor_id bigint NOT NULL REFERENCES donors,
  relation nvarchar(200) NOT NULL,
  first_day date NOT NULL,
  last_day date NULL,  -- included
  registered_at bigint NOT NULL,
  CHECK (last_day IS NULL OR last_day >= first_day)
);
CREATE INDEX related_parties_by_donor ON related_parties (entity_id, donor_id);

-- Rows as tables, as in 0008: gifts have a channel now.
DROP TYPE donations_rows;
GO
CREATE TYPE donations_rows AS TABLE (
  entry_id bigint NOT NULL,
  donor_id bigint NOT NULL,
  fund_id bigint NOT NULL,
  source_id bigint NOT NULL,
  currency nvarchar(3) NOT NULL,
  amount_minor bigint NOT NULL,
  bank_reference nvarchar(400) NULL,
  import_id bigint NULL,
  import_row bigint NULL,
  channel nvarchar(20) NULL
);
CREATE TYPE matches_rows AS TABLE (
  gift_entry_id bigint NOT NULL,
  programme_id bigint NOT NULL,
  rule_version bigint NOT NULL,
  donor_id bigint NOT NULL,
  fund_id bigint NOT NULL,
  gift_day date NOT NULL,
  counted_minor bigint NOT NULL,
  donor_total_minor bigint NOT NULL,
  entitled_minor bigint NOT NULL,
  left_gift_minor bigint NULL,
  left_donor_minor bigint NULL,
  left_fund_minor bigint NULL,
  left_day_minor bigint NULL,
  left_programme_minor bigint NULL,
  left_pot_minor bigint NULL,
  limited_by nvarchar(20) NOT NULL,
  reason nvarchar(20) NOT NULL,
  matched_minor bigint NOT NULL,
  entry_id bigint NULL,
  place bigint NULL
);
CREATE TYPE matching_counters_rows AS TABLE (
  amount_minor bigint NOT NULL,
  programme_id bigint NOT NULL,
  scope nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL,
  counter_key varbinary(8) NOT NULL
);
CREATE TYPE matching_counter_look_ups AS TABLE (
  programme_id bigint NOT NULL,
  scope nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL,
  counter_key varbinary(8) NOT NULL
);
