-- The next @entry_count numbers, at most 1,000, belong to this transaction.
-- A sequence, not MAX + 1: several nodes write, and none waits for another's commit. Not IDENTITY: the number is part of the entry's hash, so it is needed before the row.
-- Several numbers are drawn until they follow on each other, since another node may draw in between (Babelfish has no sp_sequence_get_range).
-- Numbers drawn and not used stay out. The gaps say nothing: seals and vouchers count by numbers of their own.
IF @entry_count NOT BETWEEN 1 AND 1000 THROW 50000, N'from 1 to 1,000 numbers are taken at once', 1;
IF @entry_count = 1
  SELECT NEXT VALUE FOR entry_ids;
ELSE
BEGIN
  DECLARE @Drawn TABLE (entry_id bigint NOT NULL);
  DECLARE @First bigint, @Last bigint;
  WHILE @First IS NULL OR @Last - @First + 1 <> @entry_count
  BEGIN
    DELETE FROM @Drawn;
    INSERT INTO @Drawn (entry_id)
    SELECT NEXT VALUE FOR entry_ids
    FROM (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) ones (digit)
    CROSS JOIN (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) tens (digit)
    CROSS JOIN (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) hundreds (digit)
    WHERE hundreds.digit * 100 + tens.digit * 10 + ones.digit < @entry_count;
    SELECT @First = MIN(entry_id), @Last = MAX(entry_id) FROM @Drawn;
  END;
  SELECT @First;
END;
