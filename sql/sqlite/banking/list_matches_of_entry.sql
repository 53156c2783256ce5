-- Oldest first; undone ones among them.
SELECT made.match_id, made.bank_account_id, made.how, made.rule_id, made.rule_version, made.last_day, made.actor, made.recorded_at, CASE WHEN undone.match_id IS NULL THEN 0 ELSE 1 END AS is_undone
FROM bank_match_entries part
JOIN bank_matches made ON made.match_id = part.match_id
LEFT JOIN bank_unmatches undone ON undone.match_id = made.match_id
WHERE part.entry_id = @entry_id
ORDER BY made.match_id;
