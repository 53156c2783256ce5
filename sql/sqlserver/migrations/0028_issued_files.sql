-- Files that were issued, so that whoever holds one can ask which report it is; and what was signed when a backup was restored.

CREATE TABLE issued_files (
  sha256 varbinary(32) NOT NULL PRIMARY KEY CHECK (DATALENGTH(sha256) = 32),
  issued_at bigint NOT NULL,
  report nvarchar(60) COLLATE Latin1_General_BIN2 NOT NULL,
  language nvarchar(10) COLLATE Latin1_General_BIN2 NOT NULL CHECK (language IN (N'zh-CN', N'en')),
  fund_code nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,  -- empty for the whole entity; several with + between
  first_day date NOT NULL,
  last_day date NOT NULL,
  known_at bigint NOT NULL,
  last_entry bigint NOT NULL CHECK (last_entry >= 0),
  checkpoint_size bigint NULL REFERENCES seal_checkpoints  -- printed on it
);
GO
CREATE TRIGGER issued_files_are_never_updated ON issued_files INSTEAD OF UPDATE AS
THROW 50000, N'what was issued stays issued', 1;
GO
CREATE TRIGGER issued_files_are_never_deleted ON issued_files INSTEAD OF DELETE AS
THROW 50000, N'what was issued stays issued', 1;
GO

-- The last checkpoint that the backup held; null where nothing was signed.
ALTER TABLE epochs ADD checkpoint_size bigint NULL CHECK (checkpoint_size > 0);
ALTER TABLE epochs ADD checkpoint_root varbinary(32) NULL CHECK (DATALENGTH(checkpoint_root) = 32);
GO
