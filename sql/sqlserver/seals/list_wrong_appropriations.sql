-- The terms a source goes by are those of the last document; versions are numbered without gaps.
SELECT known.document_number, CASE
    WHEN last.version_no <> (SELECT COUNT(*) FROM appropriation_versions version WHERE version.appropriation_id = known.appropriation_id) THEN N'versions'
    ELSE N'terms' END AS fault
FROM appropriations known
JOIN sources source ON source.source_id = known.source_id
LEFT JOIN appropriation_versions last ON last.appropriation_id = known.appropriation_id
  AND last.version_no = (SELECT MAX(version.version_no) FROM appropriation_versions version WHERE version.appropriation_id = known.appropriation_id)
WHERE last.version_no <> (SELECT COUNT(*) FROM appropriation_versions version WHERE version.appropriation_id = known.appropriation_id)
  OR COALESCE(source.return_by, N'9999-12-31') <> COALESCE(CASE WHEN last.version_no IS NULL THEN known.spend_by ELSE last.spend_by END, N'9999-12-31')
  OR source.after_deadline <> COALESCE(last.after_deadline, N'refuse')
ORDER BY known.document_number;
