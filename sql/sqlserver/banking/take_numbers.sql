-- There is no ON CONFLICT. Two that draw the very first number at once: one of them breaks on the key and is run again.
DECLARE @Taken TABLE (first_number bigint NOT NULL);
DECLARE @Asked nvarchar(20) = @kind;
UPDATE bank_numbers SET next_number = next_number + @number_count OUTPUT deleted.next_number INTO @Taken (first_number) WHERE kind = @Asked;
IF NOT EXISTS (SELECT 1 FROM @Taken)
BEGIN
  INSERT INTO bank_numbers (kind, next_number) VALUES (@kind, 1 + @number_count);
  INSERT INTO @Taken (first_number) VALUES (1);
END;
SELECT first_number FROM @Taken;
