-- Each with the last look at it; of one organisation, or of all.
SELECT document.qualification_id, document.organisation_id, document.kind, document.number, document.valid_from, document.valid_to, document.sha256, document.file_name, document.actor, document.recorded_at,
  looked.is_verified, looked.reason AS check_reason, looked.actor AS checked_by, looked.recorded_at AS checked_at
FROM qualifications document
LEFT JOIN qualification_checks looked ON looked.qualification_id = document.qualification_id
  AND looked.check_no = (SELECT MAX(latest.check_no) FROM qualification_checks latest WHERE latest.qualification_id = document.qualification_id)
WHERE @organisation_id = 0 OR document.organisation_id = @organisation_id ORDER BY document.qualification_id;
