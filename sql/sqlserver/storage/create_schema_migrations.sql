-- OBJECT_ID: there is no IF NOT EXISTS.
IF OBJECT_ID(N'schema_migrations') IS NULL
  CREATE TABLE schema_migrations (
    number bigint NOT NULL PRIMARY KEY CHECK (number > 0),
    name nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
    sha256 nvarchar(64) COLLATE Latin1_General_BIN2 NOT NULL,  -- of the script as applied, line ends as LF
    applied_at bigint NOT NULL
  );
