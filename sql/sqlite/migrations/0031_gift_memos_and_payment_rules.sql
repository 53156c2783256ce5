-- Services given without a voucher, as a memo; rules for payments; from which entry on a merge of donors counts for caps of matches.

-- Who gave a service that nothing values but an estimate: its entry moves memo accounts alone, and is no donation.
CREATE TABLE service_gifts (
  entry_id INTEGER NOT NULL PRIMARY KEY REFERENCES journal_entries,
  donor_id INTEGER NOT NULL REFERENCES donors
) STRICT;
CREATE INDEX service_gifts_by_donor ON service_gifts (donor_id);
CREATE TRIGGER service_gifts_are_never_updated BEFORE UPDATE ON service_gifts BEGIN SELECT RAISE(ABORT, 'a service that was given is never changed: reverse its entry'); END;
CREATE TRIGGER service_gifts_are_never_deleted BEFORE DELETE ON service_gifts BEGIN SELECT RAISE(ABORT, 'a service that was given is never deleted: reverse its entry'); END;

-- The charts that travel with the program have accounts for it from now on: entities that are on one of them get these too.
INSERT INTO accounts (entity_id, code, role, name_zh, name_en, layer, type, counts_as, valid_from, valid_to)
SELECT pledge.entity_id, '9205', 'ServiceReceived', '受赠服务', 'Services received as gifts', 'memo', 'promise', 'nothing', pledge.valid_from, pledge.valid_to
FROM accounts pledge
JOIN entities owner ON owner.entity_id = pledge.entity_id
WHERE pledge.role = 'PledgeExpected' AND owner.chart IN ('npo-2004', 'npo-2026')
  AND NOT EXISTS (SELECT 1 FROM accounts taken WHERE taken.entity_id = pledge.entity_id AND (taken.code IN ('9205', '9206') OR taken.role = 'ServiceReceived'));
INSERT INTO accounts (entity_id, code, role, name_zh, name_en, layer, type, counts_as, valid_from, valid_to)
SELECT received.entity_id, '9206', 'ServiceReserve', '受赠服务备查', 'Reserve of services received', 'memo', 'promise', 'nothing', received.valid_from, received.valid_to
FROM accounts received
WHERE received.role = 'ServiceReceived'
  AND NOT EXISTS (SELECT 1 FROM accounts taken WHERE taken.entity_id = received.entity_id AND (taken.code = '9206' OR taken.role = 'ServiceReserve'));

-- What holds for payments through the bank; the last version counts.
CREATE TABLE payment_rules (
  version_no INTEGER NOT NULL PRIMARY KEY CHECK (version_no > 0),
  cooling_days INTEGER NOT NULL CHECK (cooling_days BETWEEN 1 AND 30),
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER payment_rules_are_never_updated BEFORE UPDATE ON payment_rules BEGIN SELECT RAISE(ABORT, 'rules for payments are never changed: set new ones'); END;
CREATE TRIGGER payment_rules_are_never_deleted BEFORE DELETE ON payment_rules BEGIN SELECT RAISE(ABORT, 'rules for payments are never deleted'); END;

-- The last entry when donors were merged, and when that was undone: matches of gifts between them share the donors' caps. Merges made before this count from here on.
ALTER TABLE donor_merges ADD COLUMN after_entry INTEGER NOT NULL DEFAULT 0;
ALTER TABLE donor_merges ADD COLUMN undone_after INTEGER;
UPDATE donor_merges SET after_entry = (SELECT COALESCE(MAX(entry_id), 0) FROM journal_entries);
UPDATE donor_merges SET undone_after = after_entry WHERE undone_at IS NOT NULL;
CREATE TRIGGER donor_merges_keep_their_place BEFORE UPDATE OF after_entry ON donor_merges BEGIN SELECT RAISE(ABORT, 'a merge keeps its content: undo it and record another'); END;
