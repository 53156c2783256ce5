-- Of one award, or of all; what is still to come stands in the ledger under the claim's subject.
SELECT award.number, award.currency, claim.clawback_no, claim.amount_minor, claim.instalments, claim.reason, claim.claimed_on, claim.entry_id,
  COALESCE((SELECT SUM(item.amount_minor) FROM open_items item JOIN accounts account ON account.account_id = item.account_id
    WHERE item.subject = 'clawback/' || award.number || '/' || claim.clawback_no AND account.role = 'ClawbackReceivable'), 0) AS open_minor
FROM clawbacks claim JOIN awards award ON award.award_id = claim.award_id
WHERE @award_id = 0 OR claim.award_id = @award_id
ORDER BY claim.award_id, claim.clawback_no;
