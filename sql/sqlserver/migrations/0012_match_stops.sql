-- Gifts that a programme did not match, because the public money would have gone to a fund whose social money is not proved.

CREATE TABLE match_stops (
  gift_entry_id bigint NOT NULL PRIMARY KEY REFERENCES journal_entries,
  programme_id bigint NOT NULL REFERENCES matching_programmes,
  rule_version bigint NOT NULL,
  donor_id bigint NOT NULL REFERENCES donors,
  fund_id bigint NOT NULL REFERENCES funds,
  gift_day date NOT NULL,
  match_minor bigint NOT NULL CHECK (match_minor > 0),  -- by the rule, its caps and the pot
  room_minor bigint NOT NULL CHECK (room_minor >= 0),  -- public money that might still move in on what was proved
  CHECK (room_minor < match_minor)
);
CREATE INDEX match_stops_by_programme ON match_stops (programme_id, gift_entry_id);
GO
CREATE TRIGGER match_stops_are_never_updated ON match_stops INSTEAD OF UPDATE AS
THROW 50000, N'what stopped a match is never changed', 1;
GO
CREATE TRIGGER match_stops_are_never_deleted ON match_stops INSTEAD OF DELETE AS
THROW 50000, N'what stopped a match is never deleted', 1;
GO

CREATE TYPE match_stops_rows AS TABLE (
  gift_entry_id bigint NOT NULL,
  programme_id bigint NOT NULL,
  rule_version bigint NOT NULL,
  donor_id bigint NOT NULL,
  fund_id bigint NOT NULL,
  gift_day date NOT NULL,
  match_minor bigint NOT NULL,
  room_minor bigint NOT NULL
);
