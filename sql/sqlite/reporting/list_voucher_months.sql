-- How many numbers were given in each month, and the last of them: the same where none is missing.
SELECT given.period, COUNT(*) AS voucher_count, MIN(given.number) AS first_number, MAX(given.number) AS last_number
FROM vouchers given
WHERE given.entity_id = @entity_id AND given.period BETWEEN @first_period AND @last_period
GROUP BY given.period
ORDER BY given.period DESC;
