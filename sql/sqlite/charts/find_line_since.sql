-- An account of the list, JSON of ids, that has lines on that day or later.
SELECT MIN(account_id) FROM daily_totals WHERE account_id IN (SELECT value FROM json_each(@accounts)) AND occurred_on >= @first_day;
