-- What is covered counts as available, so that the one statement that judges commitments need not look elsewhere.
UPDATE positions SET
  available_minor = available_minor + @cover,
  covered_minor = covered_minor + @cover,
  shortfall_minor = CASE WHEN available_minor + @cover < 0 THEN -(available_minor + @cover) ELSE 0 END
WHERE fund_id = @fund_id AND source_id = @source_id AND currency = @currency
  AND (@is_fact = 1 OR (available_minor >= 0 AND available_minor + @cover >= 0));
