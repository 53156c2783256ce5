-- OUTPUT: there is no RETURNING.
INSERT INTO proposals (kind, maker, proposed_at, expires_at, target_type, target_id, target_version, entity, fund, currency, amount_minor, checkers, replaces, commitment, content_hash, salt,
  payload, status, touched)
OUTPUT inserted.proposal_id
VALUES (@kind, @maker, @proposed_at, @expires_at, @target_type, @target_id, @target_version, @entity, @fund, @currency, @amount_minor, @checkers, @replaces, @commitment, @content_hash, @salt,
  @payload, N'open', 0);
