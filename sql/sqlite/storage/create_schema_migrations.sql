CREATE TABLE IF NOT EXISTS schema_migrations (
  number INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,  -- of the script as applied, line ends as LF
  applied_at INTEGER NOT NULL
) STRICT;
