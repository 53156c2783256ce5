SELECT proposal_id, kind, maker, proposed_at, expires_at, target_type, target_id, target_version, entity, fund, currency, amount_minor, checkers, replaces, commitment, content_hash,
  salt, payload, status
FROM proposals ORDER BY proposal_id;
