-- Keys that came in otherwise than the trail tells, and changes it tells of without a key. The first key is told of by what it signed.
SELECT signing.key_no FROM seal_keys signing
WHERE signing.key_no > 1 AND NOT EXISTS (
  SELECT 1 FROM audit_events event
  WHERE event.object_type = 'seal-key' AND event.object_id = CAST(signing.key_no AS TEXT) AND event.act = 'change-seal-key' AND event.outcome = 'done'
    AND event.recorded_at = signing.added_at AND event.actor = signing.actor
    AND event.detail = CASE WHEN signing.endorsement IS NULL THEN 'not-endorsed' ELSE 'endorsed' END)
UNION
SELECT CAST(event.object_id AS INTEGER) FROM audit_events event
WHERE event.object_type = 'seal-key' AND event.act = 'change-seal-key' AND event.outcome = 'done'
  AND NOT EXISTS (SELECT 1 FROM seal_keys signing WHERE CAST(signing.key_no AS TEXT) = event.object_id)
ORDER BY 1;
