SELECT made.match_id, made.bank_account_id, made.how, made.rule_id, made.rule_version, CONVERT(char(10), made.last_day, 23) AS last_day, made.actor, made.recorded_at, CASE WHEN undone.match_id IS NULL THEN CAST(0 AS bigint) ELSE 1 END AS is_undone
FROM bank_matches made
LEFT JOIN bank_unmatches undone ON undone.match_id = made.match_id
WHERE made.match_id = @match_id;
