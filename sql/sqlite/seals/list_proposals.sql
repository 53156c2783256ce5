SELECT proposal_id, kind, maker, proposed_at, expires_at, target_type, target_id, target_version, entity, fund, currency, amount_minor, checkers, replaces, commitment, content_hash,
  salt, payload, status,
  EXISTS (SELECT 1 FROM operations ran WHERE ran.operation_key = 'proposal/' || proposal_id || '/' || lower(hex(substr(content_hash, 1, 8)))) AS has_run
FROM proposals ORDER BY proposal_id;
