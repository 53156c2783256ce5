-- What came into each fund as the match of each programme by its entries, less what they took back; and what of them left the pot's fund.
SELECT programme.programme_id, line.fund_id,
  SUM(CASE WHEN line.source_id = programme.match_source_id AND account.role = N'TransferIn' THEN -line.amount_minor ELSE 0 END) AS received_minor,
  SUM(CASE WHEN line.source_id = programme.pot_source_id AND line.fund_id = programme.pot_fund_id AND account.role = N'TransferOut' THEN line.amount_minor ELSE 0 END) AS given_minor
FROM matching_programmes programme
JOIN journal_entries entry ON entry.document_type = N'matching-programme' AND entry.document_id = programme.code AND entry.entity_id = programme.entity_id
JOIN journal_lines line ON line.entry_id = entry.entry_id
JOIN accounts account ON account.account_id = line.account_id
WHERE account.role IN (N'TransferIn', N'TransferOut')
GROUP BY programme.programme_id, line.fund_id
ORDER BY programme.programme_id, line.fund_id;
