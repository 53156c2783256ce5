-- Which columns a program of accounting reads vouchers in. Each change is a version; the last one counts.
-- How this differs from the SQLite script is said in 0001_ledger.

CREATE TABLE voucher_layouts (
  code nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL CHECK (code <> N''),
  version_no bigint NOT NULL CHECK (version_no > 0),
  content nvarchar(max) NOT NULL,  -- JSON: columns, and codes of accounts there by codes here
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (code, version_no)
);
GO
CREATE TRIGGER voucher_layouts_are_never_updated ON voucher_layouts INSTEAD OF UPDATE AS
THROW 50000, N'a layout is never changed: add a version', 1;
GO
CREATE TRIGGER voucher_layouts_are_never_deleted ON voucher_layouts INSTEAD OF DELETE AS
THROW 50000, N'a layout is never deleted: add a version', 1;
GO

-- A voucher says how many documents were kept with its entry.
CREATE INDEX attachment_references_by_referrer ON attachment_references (referrer);
GO
