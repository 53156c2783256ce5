-- Only closings that stand: the last month is closing or closed, and by that closing.
SELECT year.entity_id, year.year, year.closing_no, period.status
FROM year_closings year
JOIN periods period ON period.entity_id = year.entity_id AND period.period = year.year * 100 + 12 AND period.closing_no = year.closing_no
WHERE period.status <> 'open'
ORDER BY year.entity_id, year.year;
