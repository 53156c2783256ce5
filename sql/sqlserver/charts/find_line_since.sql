-- An account of the list, JSON of ids, that has lines on that day or later. CAST: a day is a date here and ISO text in SQLite.
SELECT MIN(account_id) FROM daily_totals WHERE account_id IN (SELECT CONVERT(bigint, value) FROM OPENJSON(@accounts)) AND occurred_on >= CAST(@first_day AS date);
