-- @rows: positions_rows
-- Facts that free or spend no promise, so nothing is judged: ledger/update_position judges. A position that is not there is left out.
UPDATE p SET
  available_minor = p.available_minor + r.available,
  committed_minor = p.committed_minor + r.committed,
  shortfall_minor = CASE WHEN p.available_minor + r.available < 0 THEN -(p.available_minor + r.available) ELSE 0 END
FROM positions AS p
INNER JOIN @rows AS r ON r.fund_id = p.fund_id AND r.source_id = p.source_id AND r.currency = p.currency;
