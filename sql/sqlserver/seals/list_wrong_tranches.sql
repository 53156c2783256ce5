-- Tranches whose entry made another amount payable than they are, and claims whose entry claims another amount or of which more is open than was claimed.
SELECT found.subject, found.entry_id FROM (
  SELECT CONCAT(N'tranche/', award.number, N'/', tranche.tranche_no) COLLATE Latin1_General_BIN2 AS subject, tranche.entry_id, tranche.amount_minor,
    COALESCE((SELECT -SUM(line.amount_minor) FROM journal_lines line JOIN accounts account ON account.account_id = line.account_id
      WHERE line.entry_id = tranche.entry_id AND account.role = N'GrantsPayable' AND line.subject = CONCAT(N'tranche/', award.number, N'/', tranche.tranche_no) COLLATE Latin1_General_BIN2), 0) AS posted_minor, 0 AS open_minor
  FROM tranches tranche JOIN awards award ON award.award_id = tranche.award_id WHERE tranche.entry_id IS NOT NULL
  UNION ALL
  SELECT CONCAT(N'clawback/', award.number, N'/', claim.clawback_no) COLLATE Latin1_General_BIN2, claim.entry_id, claim.amount_minor,
    COALESCE((SELECT SUM(line.amount_minor) FROM journal_lines line JOIN accounts account ON account.account_id = line.account_id
      WHERE line.entry_id = claim.entry_id AND account.role = N'ClawbackReceivable' AND line.subject = CONCAT(N'clawback/', award.number, N'/', claim.clawback_no) COLLATE Latin1_General_BIN2), 0),
    COALESCE((SELECT SUM(item.amount_minor) FROM open_items item JOIN accounts account ON account.account_id = item.account_id
      WHERE item.subject = CONCAT(N'clawback/', award.number, N'/', claim.clawback_no) COLLATE Latin1_General_BIN2 AND account.role = N'ClawbackReceivable'), 0)
  FROM clawbacks claim JOIN awards award ON award.award_id = claim.award_id
) found
WHERE found.posted_minor <> found.amount_minor OR found.open_minor > found.amount_minor
ORDER BY found.entry_id;
