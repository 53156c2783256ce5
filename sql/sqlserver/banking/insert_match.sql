-- @rows: bank_matches_rows
INSERT INTO bank_matches (match_id, bank_account_id, how, rule_id, rule_version, last_day, actor, recorded_at)
SELECT r.match_id, r.bank_account_id, r.how, r.rule_id, r.rule_version, r.last_day, r.actor, r.recorded_at FROM @rows AS r;
