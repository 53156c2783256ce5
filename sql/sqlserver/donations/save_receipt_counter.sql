-- There is no ON CONFLICT. The row, or the place where it will be, was locked when it was loaded.
UPDATE receipt_counters SET last_number = @last_number WHERE entity_id = @entity_id AND year = @year;
IF @@ROWCOUNT = 0
  INSERT INTO receipt_counters (last_number, entity_id, year) VALUES (@last_number, @entity_id, @year);
