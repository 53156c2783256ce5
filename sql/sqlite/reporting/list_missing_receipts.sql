-- Runs of numbers up to the counter that no receipt has. There are none in sound books.
WITH given AS (
  SELECT numbered.number FROM receipts numbered WHERE numbered.entity_id = @entity_id AND numbered.year = @year
  UNION ALL SELECT counter.last_number + 1 FROM receipt_counters counter WHERE counter.entity_id = @entity_id AND counter.year = @year
), placed AS (
  SELECT given.number, COALESCE(LAG(given.number) OVER (ORDER BY given.number), 0) AS previous FROM given
)
SELECT placed.previous + 1 AS first_missing, placed.number - 1 AS last_missing FROM placed WHERE placed.number > placed.previous + 1 ORDER BY placed.number;
