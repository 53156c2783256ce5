-- What the journal says of all awards: promised and not released, cost and still owed, by programme and source; a clawback lowers the cost. COLLATE: a text made here has the database's collation, and subjects are compared by their characters.
SELECT programme.code AS programme_code, programme.name_zh, programme.name_en, award.fund_id, line.source_id, account.role, SUM(line.amount_minor) AS amount_minor
FROM (
  SELECT award_id, CONCAT(N'award/', number) COLLATE Latin1_General_BIN2 AS subject FROM awards
  UNION ALL SELECT tranche.award_id, CONCAT(N'tranche/', parent.number, N'/', tranche.tranche_no) COLLATE Latin1_General_BIN2 FROM tranches tranche JOIN awards parent ON parent.award_id = tranche.award_id
  UNION ALL SELECT claim.award_id, CONCAT(N'clawback/', parent.number, N'/', claim.clawback_no) COLLATE Latin1_General_BIN2 FROM clawbacks claim JOIN awards parent ON parent.award_id = claim.award_id
) part
JOIN awards award ON award.award_id = part.award_id
JOIN grant_programmes programme ON programme.programme_id = award.programme_id
LEFT JOIN grant_rounds round ON round.round_id = award.round_id
JOIN journal_lines line ON line.subject = part.subject AND line.subject <> N'' AND line.fund_id = award.fund_id
JOIN accounts account ON account.account_id = line.account_id
WHERE account.role IN (N'Committed', N'GrantsExpense', N'GrantsPayable') AND (@round = N'' OR round.code = @round)
GROUP BY programme.code, programme.name_zh, programme.name_en, award.fund_id, line.source_id, account.role
ORDER BY programme.code, line.source_id;
