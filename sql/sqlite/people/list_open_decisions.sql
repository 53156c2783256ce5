SELECT decided.proposal_id, decided.checker, decided.in_stead_of, decided.is_approval, decided.content_hash, decided.decided_at
FROM proposal_decisions AS decided INNER JOIN proposals AS asked ON asked.proposal_id = decided.proposal_id
WHERE asked.status = 'open';
