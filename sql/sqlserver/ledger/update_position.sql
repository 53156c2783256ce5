-- One statement decides and changes: a decision that would go below zero touches no row.
-- No lock hint needed: an UPDATE locks the row before it judges it, so the second of two nodes judges what the first left.
UPDATE positions SET
  available_minor = available_minor + @available,
  committed_minor = committed_minor + @committed,
  shortfall_minor = CASE WHEN available_minor + @available < 0 THEN -(available_minor + @available) ELSE 0 END
WHERE fund_id = @fund_id AND source_id = @source_id AND currency = @currency
  AND committed_minor + @committed >= 0
  AND (@is_fact = 1 OR @available >= 0 OR available_minor + @available >= 0)
  -- What is covered has not arrived: it may be promised, but less than no money cannot be paid or owed.
  AND (@is_fact = 1 OR covered_minor = 0 OR @available + @committed >= 0
    OR available_minor + @available - covered_minor + committed_minor + @committed >= 0);
