-- Appropriations before their money comes, in versions, with what was received under each; warnings before money must go back;
-- what a confirmed appropriation covers of awards; social money to be proved before public money moves; accounts for investments.

-- What happens after the day money was to be spent by: it can no longer be used, or still can.
ALTER TABLE sources ADD COLUMN after_deadline TEXT NOT NULL DEFAULT 'refuse' CHECK (after_deadline IN ('refuse', 'allow'));

-- Of what is available: confirmed and not arrived. It may be promised and cannot be paid.
ALTER TABLE positions ADD COLUMN covered_minor INTEGER NOT NULL DEFAULT 0 CHECK (covered_minor >= 0);

-- What the documents say of an appropriation: the first registers it, later ones raise, lower or extend it; the last counts.
CREATE TABLE appropriation_versions (
  appropriation_id INTEGER NOT NULL REFERENCES appropriations,
  version_no INTEGER NOT NULL CHECK (version_no > 0),
  document_number TEXT NOT NULL,
  document_sha256 BLOB CHECK (length(document_sha256) = 32),
  fund_id INTEGER NOT NULL REFERENCES funds,  -- that expects the money, and whose awards it may cover
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  confirmed_minor INTEGER NOT NULL CHECK (confirmed_minor > 0),
  conditions TEXT NOT NULL,
  spend_by TEXT,
  after_deadline TEXT NOT NULL CHECK (after_deadline IN ('refuse', 'allow')),
  covers INTEGER NOT NULL CHECK (covers IN (0, 1)),
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (appropriation_id, version_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER appropriation_versions_are_never_updated BEFORE UPDATE ON appropriation_versions BEGIN SELECT RAISE(ABORT, 'a version of an appropriation is never changed: record the next'); END;
CREATE TRIGGER appropriation_versions_are_never_deleted BEFORE DELETE ON appropriation_versions BEGIN SELECT RAISE(ABORT, 'a version of an appropriation is never deleted'); END;

-- Receipts under an appropriation; one whose entry was reversed does not count.
CREATE TABLE appropriation_receipts (
  entry_id INTEGER NOT NULL PRIMARY KEY REFERENCES journal_entries,
  appropriation_id INTEGER NOT NULL REFERENCES appropriations,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0)
) STRICT;
CREATE INDEX appropriation_receipts_by_appropriation ON appropriation_receipts (appropriation_id);
CREATE TRIGGER appropriation_receipts_are_never_updated BEFORE UPDATE ON appropriation_receipts BEGIN SELECT RAISE(ABORT, 'a receipt is never changed: reverse its entry'); END;
CREATE TRIGGER appropriation_receipts_are_never_deleted BEFORE DELETE ON appropriation_receipts BEGIN SELECT RAISE(ABORT, 'a receipt is never deleted: reverse its entry'); END;
INSERT INTO appropriation_receipts (entry_id, appropriation_id, currency, amount_minor)
SELECT line.entry_id, known.appropriation_id, line.currency, -SUM(line.amount_minor)
FROM journal_entries entry
JOIN journal_lines line ON line.entry_id = entry.entry_id
JOIN accounts account ON account.account_id = line.account_id
JOIN appropriations known ON known.source_id = line.source_id
WHERE entry.kind = 'seed-money-received' AND account.role = 'GovernmentGrantIncome'
GROUP BY line.entry_id, known.appropriation_id, line.currency;

-- How many days before money must be spent people are told, and told again. Without a row 90 and 30.
CREATE TABLE seed_money_warnings (
  entity_id INTEGER NOT NULL PRIMARY KEY REFERENCES entities,
  first_days INTEGER NOT NULL,
  last_days INTEGER NOT NULL CHECK (last_days >= 0),
  CHECK (first_days >= last_days)
) STRICT;

-- Social money must be at least this share of public and social money together, proved and checked before public money moves into the fund.
CREATE TABLE cofunding_requirements (
  requirement_id INTEGER NOT NULL PRIMARY KEY,
  fund_id INTEGER NOT NULL REFERENCES funds,
  share_points INTEGER NOT NULL CHECK (share_points BETWEEN 1 AND 9999),  -- hundredths of a percent
  first_day TEXT NOT NULL CHECK (length(first_day) = 10),
  last_day TEXT CHECK (length(last_day) = 10),  -- included; may be set later
  document_number TEXT NOT NULL,
  document_sha256 BLOB CHECK (length(document_sha256) = 32),
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX cofunding_requirements_by_fund ON cofunding_requirements (fund_id);
CREATE TRIGGER cofunding_requirements_keep_their_content BEFORE UPDATE OF requirement_id, fund_id, share_points, first_day, document_number, document_sha256, actor, recorded_at
  ON cofunding_requirements BEGIN SELECT RAISE(ABORT, 'a requirement keeps its content: end it and record another'); END;
CREATE TRIGGER cofunding_requirements_are_never_deleted BEFORE DELETE ON cofunding_requirements BEGIN SELECT RAISE(ABORT, 'requirements are never deleted'); END;

CREATE TABLE cofunding_proofs (
  proof_id INTEGER NOT NULL PRIMARY KEY,
  fund_id INTEGER NOT NULL REFERENCES funds,
  proved_on TEXT NOT NULL CHECK (length(proved_on) = 10),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  what TEXT NOT NULL,
  evidence_sha256 BLOB NOT NULL CHECK (length(evidence_sha256) = 32),
  maker TEXT NOT NULL,
  proposal_id INTEGER REFERENCES proposals,  -- in which others checked it; null in books without people
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX cofunding_proofs_by_fund ON cofunding_proofs (fund_id);
CREATE TRIGGER cofunding_proofs_are_never_updated BEFORE UPDATE ON cofunding_proofs BEGIN SELECT RAISE(ABORT, 'proofs are never changed'); END;
CREATE TRIGGER cofunding_proofs_are_never_deleted BEFORE DELETE ON cofunding_proofs BEGIN SELECT RAISE(ABORT, 'proofs are never deleted'); END;

-- What came of one source, over all funds.
CREATE INDEX account_balances_by_source ON account_balances (source_id);

-- The charts that travel with the program have accounts for investments from now on: entities that are on one of them get these too.
INSERT INTO accounts (entity_id, code, role, name_zh, name_en, layer, type, counts_as, valid_from, valid_to)
SELECT bank.entity_id, '1101', 'Investment', '短期投资', 'Short-term investments', 'actual', 'asset', 'nothing', bank.valid_from, bank.valid_to
FROM accounts bank
JOIN entities owner ON owner.entity_id = bank.entity_id
WHERE bank.role = 'Bank' AND owner.chart IN ('npo-2004', 'npo-2026')
  AND NOT EXISTS (SELECT 1 FROM accounts taken WHERE taken.entity_id = bank.entity_id AND (taken.code = '1101' OR taken.role = 'Investment'));
INSERT INTO accounts (entity_id, code, role, name_zh, name_en, layer, type, counts_as, valid_from, valid_to)
SELECT bank.entity_id, '1401', 'LongTermInvestment', '长期投资', 'Long-term investments', 'actual', 'asset', 'nothing', bank.valid_from, bank.valid_to
FROM accounts bank
JOIN entities owner ON owner.entity_id = bank.entity_id
WHERE bank.role = 'Bank' AND owner.chart IN ('npo-2004', 'npo-2026')
  AND NOT EXISTS (SELECT 1 FROM accounts taken WHERE taken.entity_id = bank.entity_id AND (taken.code = '1401' OR taken.role = 'LongTermInvestment'));
