-- Gifts that a programme did not match, because the public money would have gone to a fund whose social money is not proved.

CREATE TABLE match_stops (
  gift_entry_id INTEGER NOT NULL PRIMARY KEY REFERENCES journal_entries,
  programme_id INTEGER NOT NULL REFERENCES matching_programmes,
  rule_version INTEGER NOT NULL,
  donor_id INTEGER NOT NULL REFERENCES donors,
  fund_id INTEGER NOT NULL REFERENCES funds,
  gift_day TEXT NOT NULL,
  match_minor INTEGER NOT NULL CHECK (match_minor > 0),  -- by the rule, its caps and the pot
  room_minor INTEGER NOT NULL CHECK (room_minor >= 0),  -- public money that might still move in on what was proved
  CHECK (room_minor < match_minor)
) STRICT;
CREATE INDEX match_stops_by_programme ON match_stops (programme_id, gift_entry_id);
CREATE TRIGGER match_stops_are_never_updated BEFORE UPDATE ON match_stops BEGIN SELECT RAISE(ABORT, 'what stopped a match is never changed'); END;
CREATE TRIGGER match_stops_are_never_deleted BEFORE DELETE ON match_stops BEGIN SELECT RAISE(ABORT, 'what stopped a match is never deleted'); END;
