-- CASE: a condition is no value. CONVERT with style 2: bytes as digits, lower-case as the key has them.
SELECT proposal_id, kind, maker, proposed_at, expires_at, target_type, target_id, target_version, entity, fund, currency, amount_minor, checkers, replaces, commitment, content_hash,
  salt, payload, status,
  CAST(CASE WHEN EXISTS (SELECT 1 FROM operations ran
    WHERE ran.operation_key = CONCAT(N'proposal/', proposal_id, N'/', LOWER(CONVERT(nvarchar(16), SUBSTRING(content_hash, 1, 8), 2)))) THEN 1 ELSE 0 END AS bigint) AS has_run
FROM proposals ORDER BY proposal_id;
