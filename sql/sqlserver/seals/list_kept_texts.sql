-- What people certified, handed in or signed, each with the SHA-256 that was kept with it.
SELECT N'grant-terms' AS what, CONCAT(programme.code, N' v', version.version_no) AS name, version.terms AS text, version.terms_sha256 AS sha256
FROM grant_programme_versions AS version INNER JOIN grant_programmes AS programme ON programme.programme_id = version.programme_id
UNION ALL
SELECT N'application', CONCAT(application.number, N' v', version.version_no), version.content, version.content_sha256
FROM application_versions AS version INNER JOIN applications AS application ON application.application_id = version.application_id
UNION ALL
SELECT N'review', CONCAT(application.number, N' ', submission.assignment_id, N'.', submission.submission_no), submission.content, submission.content_sha256
FROM review_submissions AS submission
INNER JOIN review_assignments AS assignment ON assignment.assignment_id = submission.assignment_id
INNER JOIN applications AS application ON application.application_id = assignment.application_id
UNION ALL
SELECT N'agreement', CONCAT(award.number, N' v', agreement.version_no),
  CONCAT(award.number, NCHAR(10), organisation.code, NCHAR(10), agreement.version_no, NCHAR(10), version.terms), agreement.text_sha256
FROM award_agreements AS agreement
INNER JOIN awards AS award ON award.award_id = agreement.award_id
INNER JOIN organisations AS organisation ON organisation.organisation_id = award.organisation_id
INNER JOIN award_versions AS version ON version.award_id = agreement.award_id AND version.version_no = agreement.version_no;
