-- The last reminder of each proposal that is open.
SELECT asked.proposal_id, MAX(told.recorded_at) AS reminded_at
FROM proposals AS asked INNER JOIN audit_events AS told ON told.object_type = N'proposal' AND told.object_id = CAST(asked.proposal_id AS nvarchar(20)) AND told.act = @act
WHERE asked.status = N'open' GROUP BY asked.proposal_id;
