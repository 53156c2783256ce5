UPDATE positions SET
  available_minor = available_minor + @available,
  committed_minor = committed_minor + @committed,
  shortfall_minor = MAX(0, -(available_minor + @available))
WHERE fund_id = @fund_id AND source_id = @source_id AND currency = @currency;
