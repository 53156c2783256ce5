-- Funds that do not stand where their last move put them.
SELECT fund.code, fund.status, COALESCE(moved.to_status, N'open') AS expected
FROM funds fund
LEFT JOIN fund_events moved ON moved.event_id = (SELECT MAX(event_id) FROM fund_events WHERE fund_id = fund.fund_id)
WHERE fund.status <> COALESCE(moved.to_status, N'open') ORDER BY fund.code;
