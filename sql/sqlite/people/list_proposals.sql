SELECT proposal_id, kind, maker, proposed_at, expires_at, target_type, target_id, target_version, entity, fund, currency, amount_minor, checkers, replaces, commitment, content_hash,
  payload, status, closed_at
FROM proposals WHERE proposal_id < @before AND (@status = '' OR status = @status) AND (@maker = '' OR maker = @maker) ORDER BY proposal_id DESC LIMIT @row_count;
