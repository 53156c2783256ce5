-- Of one award, or of all; what is still to come stands in the ledger under the claim's subject. CONVERT: a day is a date here and ISO text in SQLite.
SELECT award.number, award.currency, claim.clawback_no, claim.amount_minor, claim.instalments, claim.reason, CONVERT(char(10), claim.claimed_on, 23) AS claimed_on, claim.entry_id,
  COALESCE((SELECT SUM(item.amount_minor) FROM open_items item JOIN accounts account ON account.account_id = item.account_id
    WHERE item.subject = CONCAT(N'clawback/', award.number, N'/', claim.clawback_no) COLLATE Latin1_General_BIN2 AND account.role = N'ClawbackReceivable'), 0) AS open_minor
FROM clawbacks claim JOIN awards award ON award.award_id = claim.award_id
WHERE @award_id = 0 OR claim.award_id = @award_id
ORDER BY claim.award_id, claim.clawback_no;
