-- Appropriations before their money comes, in versions, with what was received under each; warnings before money must go back;
-- what a confirmed appropriation covers of awards; social money to be proved before public money moves; accounts for investments.
-- How this differs from the SQLite script is said in 0001_ledger.

-- What happens after the day money was to be spent by: it can no longer be used, or still can.
ALTER TABLE sources ADD after_deadline nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL
  CONSTRAINT sources_after_deadline_default DEFAULT N'refuse' CONSTRAINT sources_after_deadline CHECK (after_deadline IN (N'refuse', N'allow'));
GO

-- Of what is available: confirmed and not arrived. It may be promised and cannot be paid.
ALTER TABLE positions ADD covered_minor bigint NOT NULL CONSTRAINT positions_covered_default DEFAULT 0 CONSTRAINT positions_covered CHECK (covered_minor >= 0);
GO

-- What the documents say of an appropriation: the first registers it, later ones raise, lower or extend it; the last counts.
CREATE TABLE appropriation_versions (
  appropriation_id bigint NOT NULL REFERENCES appropriations,
  version_no bigint NOT NULL CHECK (version_no > 0),
  document_number nvarchar(100) COLLATE Latin1_General_BIN2 NOT NULL,
  document_sha256 varbinary(32) NULL CHECK (DATALENGTH(document_sha256) = 32),
  fund_id bigint NOT NULL REFERENCES funds,  -- that expects the money, and whose awards it may cover
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL,
  confirmed_minor bigint NOT NULL CHECK (confirmed_minor > 0),
  conditions nvarchar(max) NOT NULL,
  spend_by date NULL,
  after_deadline nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT appropriation_versions_after_deadline CHECK (after_deadline IN (N'refuse', N'allow')),
  covers bigint NOT NULL CHECK (covers IN (0, 1)),
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (appropriation_id, version_no)
);
GO
CREATE TRIGGER appropriation_versions_are_never_updated ON appropriation_versions INSTEAD OF UPDATE AS
THROW 50000, N'a version of an appropriation is never changed: record the next', 1;
GO
CREATE TRIGGER appropriation_versions_are_never_deleted ON appropriation_versions INSTEAD OF DELETE AS
THROW 50000, N'a version of an appropriation is never deleted', 1;
GO

-- Receipts under an appropriation; one whose entry was reversed does not count.
CREATE TABLE appropriation_receipts (
  entry_id bigint NOT NULL PRIMARY KEY REFERENCES journal_entries,
  appropriation_id bigint NOT NULL REFERENCES appropriations,
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0)
);
CREATE INDEX appropriation_receipts_by_appropriation ON appropriation_receipts (appropriation_id);
GO
CREATE TRIGGER appropriation_receipts_are_never_updated ON appropriation_receipts INSTEAD OF UPDATE AS
THROW 50000, N'a receipt is never changed: reverse its entry', 1;
GO
CREATE TRIGGER appropriation_receipts_are_never_deleted ON appropriation_receipts INSTEAD OF DELETE AS
THROW 50000, N'a receipt is never deleted: reverse its entry', 1;
GO
INSERT INTO appropriation_receipts (entry_id, appropriation_id, currency, amount_minor)
SELECT line.entry_id, known.appropriation_id, line.currency, -SUM(line.amount_minor)
FROM journal_entries entry
JOIN journal_lines line ON line.entry_id = entry.entry_id
JOIN accounts account ON account.account_id = line.account_id
JOIN appropriations known ON known.source_id = line.source_id
WHERE entry.kind = N'seed-money-received' AND account.role = N'GovernmentGrantIncome'
GROUP BY line.entry_id, known.appropriation_id, line.currency;

-- How many days before money must be spent people are told, and told again. Without a row 90 and 30.
CREATE TABLE seed_money_warnings (
  entity_id bigint NOT NULL PRIMARY KEY REFERENCES entities,
  first_days bigint NOT NULL,
  last_days bigint NOT NULL CHECK (last_days >= 0),
  CHECK (first_days >= last_days)
);

-- Social money must be at least this share of public and social money together, proved and checked before public money moves into the fund.
CREATE TABLE cofunding_requirements (
  requirement_id bigint IDENTITY NOT NULL PRIMARY KEY,
  fund_id bigint NOT NULL REFERENCES funds,
  share_points bigint NOT NULL CHECK (share_points BETWEEN 1 AND 9999),  -- hundredths of a percent
  first_day date NOT NULL,
  last_day date NULL,  -- included; may be set later
  document_number nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
  document_sha256 varbinary(32) NULL CHECK (DATALENGTH(document_sha256) = 32),
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL
);
CREATE INDEX cofunding_requirements_by_fund ON cofunding_requirements (fund_id);
GO
CREATE TRIGGER cofunding_requirements_keep_their_content ON cofunding_requirements AFTER UPDATE AS
IF EXISTS (
  SELECT requirement_id, fund_id, share_points, first_day, document_number, COALESCE(document_sha256, 0x), actor, recorded_at FROM deleted
  EXCEPT SELECT requirement_id, fund_id, share_points, first_day, document_number, COALESCE(document_sha256, 0x), actor, recorded_at FROM inserted)
  THROW 50000, N'a requirement keeps its content: end it and record another', 1;
GO
CREATE TRIGGER cofunding_requirements_are_never_deleted ON cofunding_requirements INSTEAD OF DELETE AS
THROW 50000, N'requirements are never deleted', 1;
GO

CREATE TABLE cofunding_proofs (
  proof_id bigint IDENTITY NOT NULL PRIMARY KEY,
  fund_id bigint NOT NULL REFERENCES funds,
  proved_on date NOT NULL,
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  what nvarchar(max) NOT NULL,
  evidence_sha256 varbinary(32) NOT NULL CHECK (DATALENGTH(evidence_sha256) = 32),
  maker nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  proposal_id bigint NULL REFERENCES proposals,  -- in which others checked it; null in books without people
  recorded_at bigint NOT NULL
);
CREATE INDEX cofunding_proofs_by_fund ON cofunding_proofs (fund_id);
GO
CREATE TRIGGER cofunding_proofs_are_never_updated ON cofunding_proofs INSTEAD OF UPDATE AS
THROW 50000, N'proofs are never changed', 1;
GO
CREATE TRIGGER cofunding_proofs_are_never_deleted ON cofunding_proofs INSTEAD OF DELETE AS
THROW 50000, N'proofs are never deleted', 1;
GO

-- What came of one source, over all funds.
CREATE INDEX account_balances_by_source ON account_balances (source_id);

-- The charts that travel with the program have accounts for investments from now on: entities that are on one of them get these too.
INSERT INTO accounts (entity_id, code, role, name_zh, name_en, layer, type, counts_as, valid_from, valid_to)
SELECT bank.entity_id, N'1101', N'Investment', N'短期投资', N'Short-term investments', N'actual', N'asset', N'nothing', bank.valid_from, bank.valid_to
FROM accounts bank
JOIN entities owner ON owner.entity_id = bank.entity_id
WHERE bank.role = N'Bank' AND owner.chart IN (N'npo-2004', N'npo-2026')
  AND NOT EXISTS (SELECT 1 FROM accounts taken WHERE taken.entity_id = bank.entity_id AND (taken.code = N'1101' OR taken.role = N'Investment'));
INSERT INTO accounts (entity_id, code, role, name_zh, name_en, layer, type, counts_as, valid_from, valid_to)
SELECT bank.entity_id, N'1401', N'LongTermInvestment', N'长期投资', N'Long-term investments', N'actual', N'asset', N'nothing', bank.valid_from, bank.valid_to
FROM accounts bank
JOIN entities owner ON owner.entity_id = bank.entity_id
WHERE bank.role = N'Bank' AND owner.chart IN (N'npo-2004', N'npo-2026')
  AND NOT EXISTS (SELECT 1 FROM accounts taken WHERE taken.entity_id = bank.entity_id AND (taken.code = N'1401' OR taken.role = N'LongTermInvestment'));
