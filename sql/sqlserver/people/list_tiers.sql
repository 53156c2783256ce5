-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT set_id, CONVERT(char(10), valid_from, 23) AS valid_from, currency, from_minor, checkers FROM approval_tiers WHERE kind = @kind ORDER BY set_id, currency, from_minor;
