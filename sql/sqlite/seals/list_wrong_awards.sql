-- Awards whose commitment, tranches and amount do not agree: what is committed is what was promised and not released; one that is over has nothing committed.
SELECT found.number FROM (
  SELECT award.number, award.status, award.amount_minor,
    COALESCE((SELECT SUM(item.amount_minor) FROM open_items item JOIN accounts account ON account.account_id = item.account_id
      WHERE item.subject = 'award/' || award.number AND account.role = 'Committed'), 0) AS committed_minor,
    COALESCE((SELECT SUM(tranche.amount_minor) FROM tranches tranche WHERE tranche.award_id = award.award_id AND tranche.entry_id IS NOT NULL), 0) AS released_minor,
    COALESCE((SELECT SUM(tranche.amount_minor) FROM tranches tranche WHERE tranche.award_id = award.award_id AND tranche.status = 'planned'), 0) AS planned_minor,
    (SELECT MAX(version.version_no) FROM award_versions version WHERE version.award_id = award.award_id)
      - COALESCE((SELECT MAX(agreement.version_no) FROM award_agreements agreement WHERE agreement.award_id = award.award_id), 0) AS unsigned_count
  FROM awards award
) found
WHERE (found.status IN ('decided', 'active') AND found.committed_minor <> found.amount_minor - found.released_minor)
  OR (found.status NOT IN ('decided', 'active') AND (found.committed_minor <> 0 OR found.planned_minor <> 0))
  OR (found.status IN ('stopped', 'completed') AND found.amount_minor <> found.released_minor)
  OR (found.status = 'active' AND found.unsigned_count = 0 AND found.planned_minor + found.released_minor <> found.amount_minor)
ORDER BY found.number;
