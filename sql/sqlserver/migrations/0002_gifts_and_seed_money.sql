-- Donors, donations, imported lists, and the documents seed money comes under.

CREATE TABLE donors (
  donor_id bigint IDENTITY NOT NULL PRIMARY KEY,
  kind nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT donors_kind CHECK (kind IN (N'person', N'organisation', N'unnamed')),
  name nvarchar(200) NULL,  -- null once erased
  name_key varbinary(32) NULL CHECK (DATALENGTH(name_key) = 32),  -- HMAC of the name, to find the donor again; null once erased
  is_anonymous bigint NOT NULL CHECK (is_anonymous IN (0, 1))  -- to the public
);
CREATE UNIQUE INDEX donors_by_name ON donors (name_key) WHERE name_key IS NOT NULL;

CREATE TABLE imports (
  import_id bigint IDENTITY NOT NULL PRIMARY KEY,
  fund_id bigint NOT NULL REFERENCES funds,
  file_sha256 varbinary(32) NOT NULL CHECK (DATALENGTH(file_sha256) = 32),
  file_name nvarchar(260) NOT NULL,
  profile nvarchar(max) NOT NULL,  -- JSON: how the file was read
  status nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT imports_status CHECK (status IN (N'running', N'done')),
  rows_done bigint NOT NULL CHECK (rows_done >= 0),
  gift_count bigint NOT NULL CHECK (gift_count >= 0),
  gift_minor bigint NOT NULL CHECK (gift_minor >= 0),
  started_at bigint NOT NULL,
  UNIQUE (fund_id, file_sha256)
);

-- How often a row of this content came into this fund by that file; the key is an HMAC.
CREATE TABLE import_row_keys (
  fund_id bigint NOT NULL REFERENCES funds,
  row_key varbinary(16) NOT NULL CHECK (DATALENGTH(row_key) = 16),
  import_id bigint NOT NULL REFERENCES imports,
  row_count bigint NOT NULL CHECK (row_count > 0),
  PRIMARY KEY (fund_id, row_key, import_id)
);

CREATE TABLE import_profiles (
  name nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL PRIMARY KEY,
  profile nvarchar(max) NOT NULL
);

CREATE TABLE donations (
  entry_id bigint NOT NULL PRIMARY KEY REFERENCES journal_entries,
  donor_id bigint NOT NULL REFERENCES donors,
  fund_id bigint NOT NULL REFERENCES funds,
  source_id bigint NOT NULL REFERENCES sources,
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  refunded_minor bigint NOT NULL,
  bank_reference nvarchar(400) COLLATE Latin1_General_BIN2 NULL,
  import_id bigint NULL REFERENCES imports,
  import_row bigint NULL,
  -- Of the table: the server lets a column's own CHECK name no other column.
  CHECK (refunded_minor BETWEEN 0 AND amount_minor)
);
CREATE INDEX donations_by_donor ON donations (donor_id);

CREATE TABLE appropriations (
  appropriation_id bigint IDENTITY NOT NULL PRIMARY KEY,
  entity_id bigint NOT NULL REFERENCES entities,
  source_id bigint NOT NULL UNIQUE REFERENCES sources,
  document_number nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  given_by nvarchar(200) NOT NULL,
  conditions nvarchar(max) NOT NULL,
  spend_by date NULL,
  UNIQUE (entity_id, document_number)
);
