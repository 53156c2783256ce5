-- Keys that came in otherwise than the trail tells, and changes it tells of without a key. The first key is told of by what it signed.
SELECT signing.key_no FROM seal_keys signing
WHERE signing.key_no > 1 AND NOT EXISTS (
  SELECT 1 FROM audit_events event
  WHERE event.object_type = N'seal-key' AND event.object_id = CONVERT(nvarchar(200), signing.key_no) AND event.act = N'change-seal-key' AND event.outcome = N'done'
    AND event.recorded_at = signing.added_at AND event.actor = signing.actor
    AND event.detail = CASE WHEN signing.endorsement IS NULL THEN N'not-endorsed' ELSE N'endorsed' END)
UNION
SELECT CONVERT(bigint, event.object_id) FROM audit_events event
WHERE event.object_type = N'seal-key' AND event.act = N'change-seal-key' AND event.outcome = N'done'
  AND NOT EXISTS (SELECT 1 FROM seal_keys signing WHERE CONVERT(nvarchar(200), signing.key_no) = event.object_id)
ORDER BY 1;
