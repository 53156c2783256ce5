-- What the journal says of all awards: promised and not released, cost and still owed, by programme and source; a clawback lowers the cost.
SELECT programme.code AS programme_code, programme.name_zh, programme.name_en, award.fund_id, line.source_id, account.role, SUM(line.amount_minor) AS amount_minor
FROM (
  SELECT award_id, 'award/' || number AS subject FROM awards
  UNION ALL SELECT tranche.award_id, 'tranche/' || parent.number || '/' || tranche.tranche_no FROM tranches tranche JOIN awards parent ON parent.award_id = tranche.award_id
  UNION ALL SELECT claim.award_id, 'clawback/' || parent.number || '/' || claim.clawback_no FROM clawbacks claim JOIN awards parent ON parent.award_id = claim.award_id
) part
JOIN awards award ON award.award_id = part.award_id
JOIN grant_programmes programme ON programme.programme_id = award.programme_id
LEFT JOIN grant_rounds round ON round.round_id = award.round_id
JOIN journal_lines line ON line.subject = part.subject AND line.subject <> '' AND line.fund_id = award.fund_id
JOIN accounts account ON account.account_id = line.account_id
WHERE account.role IN ('Committed', 'GrantsExpense', 'GrantsPayable') AND (@round = '' OR round.code = @round)
GROUP BY programme.code, programme.name_zh, programme.name_en, award.fund_id, line.source_id, account.role
ORDER BY programme.code, line.source_id;
