-- Of one organisation, one round, or all; the last decided first.
SELECT award.award_id, award.number, award.fund_id, programme.code AS programme_code, round.code AS round_code, award.organisation_id, organisation.code AS organisation_code, profile.name AS organisation_name,
  application.number AS application_number, award.amount_minor, award.decided_on, award.publicity_last, award.status, award.ended_on, version.version_no, version.terms,
  (SELECT MAX(agreement.version_no) FROM award_agreements agreement WHERE agreement.award_id = award.award_id) AS signed_version,
  (SELECT MIN(agreement.signed_on) FROM award_agreements agreement WHERE agreement.award_id = award.award_id) AS signed_on,
  (SELECT COUNT(*) FROM award_objections objection WHERE objection.award_id = award.award_id AND objection.answered_on IS NULL) AS open_objections
FROM awards award
JOIN award_versions version ON version.award_id = award.award_id AND version.version_no = (SELECT MAX(later.version_no) FROM award_versions later WHERE later.award_id = award.award_id)
JOIN grant_programmes programme ON programme.programme_id = award.programme_id
JOIN organisations organisation ON organisation.organisation_id = award.organisation_id
JOIN organisation_versions profile ON profile.organisation_id = organisation.organisation_id AND profile.version_no = organisation.version_no
LEFT JOIN grant_rounds round ON round.round_id = award.round_id
LEFT JOIN applications application ON application.application_id = award.application_id
WHERE (@organisation_id = 0 OR award.organisation_id = @organisation_id) AND (@round_id = 0 OR award.round_id = @round_id)
ORDER BY award.award_id DESC;
