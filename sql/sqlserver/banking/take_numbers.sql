-- There is no ON CONFLICT. Two that draw the very first number at once: one of them breaks on the key and is run again.
-- Not OUTPUT deleted: Babelfish takes a column named on both sides of that UPDATE for an ambiguous one. The row is locked, so what is read is what was written.
DECLARE @Asked nvarchar(20) = @kind; -- named first, as in the twin: values are given in the order of the names
UPDATE bank_numbers SET next_number = next_number + @number_count WHERE kind = @Asked;
IF @@ROWCOUNT = 0
BEGIN
  INSERT INTO bank_numbers (kind, next_number) VALUES (@Asked, 1 + @number_count);
  SELECT CAST(1 AS bigint);
END
ELSE
  SELECT next_number - @number_count FROM bank_numbers WHERE kind = @Asked;
