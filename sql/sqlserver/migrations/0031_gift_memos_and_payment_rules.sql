-- Services given without a voucher, as a memo; rules for payments; from which entry on a merge of donors counts for caps of matches.
-- How this differs from the SQLite script is said in 0001_ledger.

-- Who gave a service that nothing values but an estimate: its entry moves memo accounts alone, and is no donation.
CREATE TABLE service_gifts (
  entry_id bigint NOT NULL PRIMARY KEY REFERENCES journal_entries,
  donor_id bigint NOT NULL REFERENCES donors
);
CREATE INDEX service_gifts_by_donor ON service_gifts (donor_id);
GO
CREATE TRIGGER service_gifts_are_never_updated ON service_gifts INSTEAD OF UPDATE AS
THROW 50000, N'a service that was given is never changed: reverse its entry', 1;
GO
CREATE TRIGGER service_gifts_are_never_deleted ON service_gifts INSTEAD OF DELETE AS
THROW 50000, N'a service that was given is never deleted: reverse its entry', 1;
GO

-- The charts that travel with the program have accounts for it from now on: entities that are on one of them get these too.
INSERT INTO accounts (entity_id, code, role, name_zh, name_en, layer, type, counts_as, valid_from, valid_to)
SELECT pledge.entity_id, N'9205', N'ServiceReceived', N'受赠服务', N'Services received as gifts', N'memo', N'promise', N'nothing', pledge.valid_from, pledge.valid_to
FROM accounts pledge
JOIN entities owner ON owner.entity_id = pledge.entity_id
WHERE pledge.role = N'PledgeExpected' AND owner.chart IN (N'npo-2004', N'npo-2026')
  AND NOT EXISTS (SELECT 1 FROM accounts taken WHERE taken.entity_id = pledge.entity_id AND (taken.code IN (N'9205', N'9206') OR taken.role = N'ServiceReceived'));
INSERT INTO accounts (entity_id, code, role, name_zh, name_en, layer, type, counts_as, valid_from, valid_to)
SELECT received.entity_id, N'9206', N'ServiceReserve', N'受赠服务备查', N'Reserve of services received', N'memo', N'promise', N'nothing', received.valid_from, received.valid_to
FROM accounts received
WHERE received.role = N'ServiceReceived'
  AND NOT EXISTS (SELECT 1 FROM accounts taken WHERE taken.entity_id = received.entity_id AND (taken.code = N'9206' OR taken.role = N'ServiceReserve'));

-- What holds for payments through the bank; the last version counts.
CREATE TABLE payment_rules (
  version_no bigint NOT NULL PRIMARY KEY CHECK (version_no > 0),
  cooling_days bigint NOT NULL CHECK (cooling_days BETWEEN 1 AND 30),
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL
);
GO
CREATE TRIGGER payment_rules_are_never_updated ON payment_rules INSTEAD OF UPDATE AS
THROW 50000, N'rules for payments are never changed: set new ones', 1;
GO
CREATE TRIGGER payment_rules_are_never_deleted ON payment_rules INSTEAD OF DELETE AS
THROW 50000, N'rules for payments are never deleted', 1;
GO

-- The last entry when donors were merged, and when that was undone: matches of gifts between them share the donors' caps. Merges made before this count from here on.
ALTER TABLE donor_merges ADD after_entry bigint NOT NULL CONSTRAINT donor_merges_after_entry DEFAULT 0;
ALTER TABLE donor_merges ADD undone_after bigint NULL;
GO
UPDATE donor_merges SET after_entry = (SELECT COALESCE(MAX(entry_id), 0) FROM journal_entries);
UPDATE donor_merges SET undone_after = after_entry WHERE undone_at IS NOT NULL;
GO
DROP TRIGGER donor_merges_keep_their_content;
GO
CREATE TRIGGER donor_merges_keep_their_content ON donor_merges AFTER UPDATE AS
IF EXISTS (
  SELECT donor_id, version_no, into_id, actor, recorded_at, after_entry FROM deleted
  EXCEPT SELECT donor_id, version_no, into_id, actor, recorded_at, after_entry FROM inserted)
  THROW 50000, N'a merge keeps its content: undo it and record another', 1;
GO
