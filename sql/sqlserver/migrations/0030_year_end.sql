-- The end of a year: where each income and cost goes, and what must be left out of the figures of what happened.
-- How this differs from the SQLite script is said in 0001_ledger.

-- Which net assets an account of income, cost or transfer is closed to: those of its source's class, or the unrestricted ones; of what a restricted
-- source bears, as much is then released to them. It is the chart's to say.
ALTER TABLE accounts ADD closes_to nvarchar(20) COLLATE Latin1_General_BIN2 NOT NULL
  CONSTRAINT accounts_closes_to_default DEFAULT N'source' CONSTRAINT accounts_closes_to CHECK (closes_to IN (N'source', N'unrestricted'));
GO
UPDATE accounts SET closes_to = N'unrestricted' WHERE type = N'cost' AND entity_id IN (SELECT entity_id FROM entities WHERE chart <> N'npo-2026');
GO

-- A closing of a year's last month that took its income and costs to net assets. It stands while that closing of the month does.
CREATE TABLE year_closings (
  entity_id bigint NOT NULL REFERENCES entities,
  year bigint NOT NULL CHECK (year BETWEEN 1900 AND 8999),
  closing_no bigint NOT NULL CHECK (closing_no > 0),  -- of the last month
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (entity_id, year, closing_no)
);
GO
CREATE TRIGGER year_closings_are_never_updated ON year_closings INSTEAD OF UPDATE AS
THROW 50000, N'the closing of a year is never changed', 1;
GO
CREATE TRIGGER year_closings_are_never_deleted ON year_closings INSTEAD OF DELETE AS
THROW 50000, N'the closing of a year is never deleted', 1;
GO

-- The lines that end a year, take that back or change the chart, once more by fund: few, so that figures of what happened leave them out at no cost.
CREATE TABLE year_end_lines (
  fund_id bigint NOT NULL REFERENCES funds,
  entry_id bigint NOT NULL REFERENCES journal_entries,
  line_no bigint NOT NULL CHECK (line_no > 0),
  occurred_on date NOT NULL,
  account_id bigint NOT NULL REFERENCES accounts,
  source_id bigint NOT NULL REFERENCES sources,
  currency nvarchar(3) COLLATE Latin1_General_BIN2 NOT NULL CHECK (LEN(currency) = 3),
  amount_minor bigint NOT NULL,
  PRIMARY KEY (fund_id, entry_id, line_no)
);
CREATE INDEX year_end_lines_by_source ON year_end_lines (source_id);
GO
CREATE TRIGGER year_end_lines_are_never_updated ON year_end_lines INSTEAD OF UPDATE AS
THROW 50000, N'journal lines are never changed', 1;
GO
CREATE TRIGGER year_end_lines_are_never_deleted ON year_end_lines INSTEAD OF DELETE AS
THROW 50000, N'journal lines are never deleted', 1;
GO

-- From one chart of accounts to another, from a day on. The entries that moved balances are of that day.
CREATE TABLE chart_conversions (
  entity_id bigint NOT NULL REFERENCES entities,
  conversion_no bigint NOT NULL CHECK (conversion_no > 0),
  first_day date NOT NULL,
  from_chart nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL,
  to_chart nvarchar(40) COLLATE Latin1_General_BIN2 NOT NULL,
  mapping nvarchar(max) NOT NULL,  -- which code became which, as CSV
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (entity_id, conversion_no)
);
GO
CREATE TRIGGER chart_conversions_are_never_updated ON chart_conversions INSTEAD OF UPDATE AS
THROW 50000, N'a conversion is never changed', 1;
GO
CREATE TRIGGER chart_conversions_are_never_deleted ON chart_conversions INSTEAD OF DELETE AS
THROW 50000, N'a conversion is never deleted', 1;
GO

CREATE TABLE chart_conversions_undone (
  entity_id bigint NOT NULL,
  conversion_no bigint NOT NULL,
  actor nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  checked_by nvarchar(200) COLLATE Latin1_General_BIN2 NOT NULL,
  reason nvarchar(400) NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (entity_id, conversion_no),
  FOREIGN KEY (entity_id, conversion_no) REFERENCES chart_conversions
);
GO
CREATE TRIGGER chart_conversions_undone_are_never_updated ON chart_conversions_undone INSTEAD OF UPDATE AS
THROW 50000, N'a conversion taken back is never changed', 1;
GO
CREATE TRIGGER chart_conversions_undone_are_never_deleted ON chart_conversions_undone INSTEAD OF DELETE AS
THROW 50000, N'a conversion taken back is never deleted', 1;
