-- Donors, donations, imported lists, and the documents seed money comes under.

CREATE TABLE donors (
  donor_id INTEGER NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'unnamed')),
  name TEXT,  -- null once erased
  name_key BLOB CHECK (length(name_key) = 32),  -- HMAC of the name, to find the donor again; null once erased
  is_anonymous INTEGER NOT NULL CHECK (is_anonymous IN (0, 1))  -- to the public
) STRICT;
CREATE UNIQUE INDEX donors_by_name ON donors (name_key) WHERE name_key IS NOT NULL;

CREATE TABLE imports (
  import_id INTEGER NOT NULL PRIMARY KEY,
  fund_id INTEGER NOT NULL REFERENCES funds,
  file_sha256 BLOB NOT NULL CHECK (length(file_sha256) = 32),
  file_name TEXT NOT NULL,
  profile TEXT NOT NULL,  -- JSON: how the file was read
  status TEXT NOT NULL CHECK (status IN ('running', 'done')),
  rows_done INTEGER NOT NULL CHECK (rows_done >= 0),
  gift_count INTEGER NOT NULL CHECK (gift_count >= 0),
  gift_minor INTEGER NOT NULL CHECK (gift_minor >= 0),
  started_at INTEGER NOT NULL,
  UNIQUE (fund_id, file_sha256)
) STRICT;

-- How often a row of this content came into this fund by that file; the key is an HMAC.
CREATE TABLE import_row_keys (
  fund_id INTEGER NOT NULL REFERENCES funds,
  row_key BLOB NOT NULL CHECK (length(row_key) = 16),
  import_id INTEGER NOT NULL REFERENCES imports,
  row_count INTEGER NOT NULL CHECK (row_count > 0),
  PRIMARY KEY (fund_id, row_key, import_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE import_profiles (
  name TEXT NOT NULL PRIMARY KEY,
  profile TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE donations (
  entry_id INTEGER NOT NULL PRIMARY KEY REFERENCES journal_entries,
  donor_id INTEGER NOT NULL REFERENCES donors,
  fund_id INTEGER NOT NULL REFERENCES funds,
  source_id INTEGER NOT NULL REFERENCES sources,
  currency TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  refunded_minor INTEGER NOT NULL CHECK (refunded_minor BETWEEN 0 AND amount_minor),
  bank_reference TEXT,
  import_id INTEGER REFERENCES imports,
  import_row INTEGER
) STRICT;
CREATE INDEX donations_by_donor ON donations (donor_id);

CREATE TABLE appropriations (
  appropriation_id INTEGER NOT NULL PRIMARY KEY,
  entity_id INTEGER NOT NULL REFERENCES entities,
  source_id INTEGER NOT NULL UNIQUE REFERENCES sources,
  document_number TEXT NOT NULL,
  given_by TEXT NOT NULL,
  conditions TEXT NOT NULL,
  spend_by TEXT,
  UNIQUE (entity_id, document_number)
) STRICT;
