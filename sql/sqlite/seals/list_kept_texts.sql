-- What people certified, handed in or signed, each with the SHA-256 that was kept with it.
SELECT 'grant-terms' AS what, programme.code || ' v' || version.version_no AS name, version.terms AS text, version.terms_sha256 AS sha256
FROM grant_programme_versions version JOIN grant_programmes programme ON programme.programme_id = version.programme_id
UNION ALL
SELECT 'application', application.number || ' v' || version.version_no, version.content, version.content_sha256
FROM application_versions version JOIN applications application ON application.application_id = version.application_id
UNION ALL
SELECT 'review', application.number || ' ' || submission.assignment_id || '.' || submission.submission_no, submission.content, submission.content_sha256
FROM review_submissions submission
JOIN review_assignments assignment ON assignment.assignment_id = submission.assignment_id
JOIN applications application ON application.application_id = assignment.application_id
UNION ALL
SELECT 'agreement', award.number || ' v' || agreement.version_no,
  award.number || char(10) || organisation.code || char(10) || agreement.version_no || char(10) || version.terms, agreement.text_sha256
FROM award_agreements agreement
JOIN awards award ON award.award_id = agreement.award_id
JOIN organisations organisation ON organisation.organisation_id = award.organisation_id
JOIN award_versions version ON version.award_id = agreement.award_id AND version.version_no = agreement.version_no;
