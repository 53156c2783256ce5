-- What each programme still has committed: the open item of its subject.
SELECT programme.programme_id, COALESCE(SUM(item.amount_minor), 0) AS amount_minor
FROM matching_programmes programme
LEFT JOIN open_items item ON item.subject = N'match/' + programme.code AND item.fund_id = programme.pot_fund_id AND item.source_id = programme.pot_source_id AND item.amount_minor > 0
GROUP BY programme.programme_id;
