SELECT round.round_id, round.programme_id, round.version_no, round.code, round.name_zh, round.name_en, round.opens_at, round.closes_at, round.currency, round.budget_minor,
  round.last_number, round.closed_at, version.terms
FROM grant_rounds round
JOIN grant_programme_versions version ON version.programme_id = round.programme_id AND version.version_no = round.version_no
WHERE @code = '' OR round.code = @code
ORDER BY round.opens_at, round.code;
