-- One statement decides and changes: a decision that would go below zero touches no row. No lock hint needed: there is one writer.
-- No RETURNING: SQLite makes a table for it each time, which costs more than asking after.
UPDATE positions SET
  available_minor = available_minor + @available,
  committed_minor = committed_minor + @committed,
  shortfall_minor = MAX(0, -(available_minor + @available))
WHERE fund_id = @fund_id AND source_id = @source_id AND currency = @currency
  AND committed_minor + @committed >= 0
  AND (@is_fact = 1 OR @available >= 0 OR available_minor + @available >= 0)
  -- What is covered has not arrived: it may be promised, but less than no money cannot be paid or owed.
  AND (@is_fact = 1 OR covered_minor = 0 OR @available + @committed >= 0
    OR available_minor + @available - covered_minor + committed_minor + @committed >= 0);
