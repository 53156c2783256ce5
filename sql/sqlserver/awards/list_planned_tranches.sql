-- What may be due on a day: its day has come, or it has none and waits for what it needs.
SELECT award.number, tranche.tranche_no FROM tranches tranche JOIN awards award ON award.award_id = tranche.award_id
WHERE tranche.status = N'planned' AND award.status = N'active' AND (tranche.due_on IS NULL OR tranche.due_on <= @day)
ORDER BY tranche.award_id, tranche.tranche_no;
