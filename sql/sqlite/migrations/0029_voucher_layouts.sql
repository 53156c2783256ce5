-- Which columns a program of accounting reads vouchers in. Each change is a version; the last one counts.
CREATE TABLE voucher_layouts (
  code TEXT NOT NULL CHECK (code <> ''),
  version_no INTEGER NOT NULL CHECK (version_no > 0),
  content TEXT NOT NULL,  -- JSON: columns, and codes of accounts there by codes here
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (code, version_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER voucher_layouts_are_never_updated BEFORE UPDATE ON voucher_layouts BEGIN SELECT RAISE(ABORT, 'a layout is never changed: add a version'); END;
CREATE TRIGGER voucher_layouts_are_never_deleted BEFORE DELETE ON voucher_layouts BEGIN SELECT RAISE(ABORT, 'a layout is never deleted: add a version'); END;

-- A voucher says how many documents were kept with its entry.
CREATE INDEX attachment_references_by_referrer ON attachment_references (referrer);
