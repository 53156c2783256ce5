-- The end of a year: where each income and cost goes, and what must be left out of the figures of what happened.

-- Which net assets an account of income, cost or transfer is closed to: those of its source's class, or the unrestricted ones; of what a restricted
-- source bears, as much is then released to them. It is the chart's to say.
ALTER TABLE accounts ADD COLUMN closes_to TEXT NOT NULL DEFAULT 'source' CHECK (closes_to IN ('source', 'unrestricted'));
UPDATE accounts SET closes_to = 'unrestricted' WHERE type = 'cost' AND entity_id IN (SELECT entity_id FROM entities WHERE chart <> 'npo-2026');

-- A closing of a year's last month that took its income and costs to net assets. It stands while that closing of the month does.
CREATE TABLE year_closings (
  entity_id INTEGER NOT NULL REFERENCES entities,
  year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 8999),
  closing_no INTEGER NOT NULL CHECK (closing_no > 0),  -- of the last month
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (entity_id, year, closing_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER year_closings_are_never_updated BEFORE UPDATE ON year_closings BEGIN SELECT RAISE(ABORT, 'the closing of a year is never changed'); END;
CREATE TRIGGER year_closings_are_never_deleted BEFORE DELETE ON year_closings BEGIN SELECT RAISE(ABORT, 'the closing of a year is never deleted'); END;

-- The lines that end a year, take that back or change the chart, once more by fund: few, so that figures of what happened leave them out at no cost.
CREATE TABLE year_end_lines (
  fund_id INTEGER NOT NULL REFERENCES funds,
  entry_id INTEGER NOT NULL REFERENCES journal_entries,
  line_no INTEGER NOT NULL CHECK (line_no > 0),
  occurred_on TEXT NOT NULL CHECK (length(occurred_on) = 10),
  account_id INTEGER NOT NULL REFERENCES accounts,
  source_id INTEGER NOT NULL REFERENCES sources,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  amount_minor INTEGER NOT NULL,
  PRIMARY KEY (fund_id, entry_id, line_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX year_end_lines_by_source ON year_end_lines (source_id);
CREATE TRIGGER year_end_lines_are_never_updated BEFORE UPDATE ON year_end_lines BEGIN SELECT RAISE(ABORT, 'journal lines are never changed'); END;
CREATE TRIGGER year_end_lines_are_never_deleted BEFORE DELETE ON year_end_lines BEGIN SELECT RAISE(ABORT, 'journal lines are never deleted'); END;

-- From one chart of accounts to another, from a day on. The entries that moved balances are of that day.
CREATE TABLE chart_conversions (
  entity_id INTEGER NOT NULL REFERENCES entities,
  conversion_no INTEGER NOT NULL CHECK (conversion_no > 0),
  first_day TEXT NOT NULL CHECK (length(first_day) = 10),
  from_chart TEXT NOT NULL,
  to_chart TEXT NOT NULL,
  mapping TEXT NOT NULL,  -- which code became which, as CSV
  actor TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (entity_id, conversion_no)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER chart_conversions_are_never_updated BEFORE UPDATE ON chart_conversions BEGIN SELECT RAISE(ABORT, 'a conversion is never changed'); END;
CREATE TRIGGER chart_conversions_are_never_deleted BEFORE DELETE ON chart_conversions BEGIN SELECT RAISE(ABORT, 'a conversion is never deleted'); END;

CREATE TABLE chart_conversions_undone (
  entity_id INTEGER NOT NULL,
  conversion_no INTEGER NOT NULL,
  actor TEXT NOT NULL,
  checked_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (entity_id, conversion_no),
  FOREIGN KEY (entity_id, conversion_no) REFERENCES chart_conversions
) STRICT, WITHOUT ROWID;
CREATE TRIGGER chart_conversions_undone_are_never_updated BEFORE UPDATE ON chart_conversions_undone BEGIN SELECT RAISE(ABORT, 'a conversion taken back is never changed'); END;
CREATE TRIGGER chart_conversions_undone_are_never_deleted BEFORE DELETE ON chart_conversions_undone BEGIN SELECT RAISE(ABORT, 'a conversion taken back is never deleted'); END;
