-- What is promised and not released of all awards that run, source by source.
SELECT award.award_id, item.source_id, SUM(item.amount_minor) AS amount_minor
FROM awards award
JOIN open_items item ON item.subject = 'award/' || award.number AND item.fund_id = award.fund_id
JOIN accounts account ON account.account_id = item.account_id
WHERE award.status = 'active' AND account.role = 'Committed'
GROUP BY award.award_id, item.source_id HAVING SUM(item.amount_minor) <> 0
ORDER BY award.award_id, item.source_id;
