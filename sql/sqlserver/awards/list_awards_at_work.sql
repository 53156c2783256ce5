-- Those that run, that owe something, or that had a tranche due between two days, both included. CONVERT: a day is a date here and ISO text in SQLite.
SELECT award.award_id, award.number, award.fund_id, programme.code AS programme_code, round.code AS round_code, award.organisation_id, organisation.code AS organisation_code, profile.name AS organisation_name,
  application.number AS application_number, award.amount_minor, CONVERT(char(10), award.decided_on, 23) AS decided_on, CONVERT(char(10), award.publicity_last, 23) AS publicity_last, award.status,
  CONVERT(char(10), award.ended_on, 23) AS ended_on, version.version_no, version.terms,
  (SELECT MAX(agreement.version_no) FROM award_agreements agreement WHERE agreement.award_id = award.award_id) AS signed_version,
  (SELECT CONVERT(char(10), MIN(agreement.signed_on), 23) FROM award_agreements agreement WHERE agreement.award_id = award.award_id) AS signed_on,
  (SELECT COUNT_BIG(*) FROM award_objections objection WHERE objection.award_id = award.award_id AND objection.answered_on IS NULL) AS open_objections
FROM awards award
JOIN award_versions version ON version.award_id = award.award_id AND version.version_no = (SELECT MAX(later.version_no) FROM award_versions later WHERE later.award_id = award.award_id)
JOIN grant_programmes programme ON programme.programme_id = award.programme_id
JOIN organisations organisation ON organisation.organisation_id = award.organisation_id
JOIN organisation_versions profile ON profile.organisation_id = organisation.organisation_id AND profile.version_no = organisation.version_no
LEFT JOIN grant_rounds round ON round.round_id = award.round_id
LEFT JOIN applications application ON application.application_id = award.application_id
WHERE award.status IN (N'decided', N'active')
  OR EXISTS (SELECT 1 FROM tranches due WHERE due.award_id = award.award_id AND due.due_on BETWEEN CAST(@first_day AS date) AND CAST(@last_day AS date))
  OR EXISTS (SELECT 1 FROM tranches owed JOIN open_items item ON item.subject = CONCAT(N'tranche/', award.number, N'/', owed.tranche_no) COLLATE Latin1_General_BIN2
    JOIN accounts account ON account.account_id = item.account_id WHERE owed.award_id = award.award_id AND owed.status = N'released' AND account.role = N'GrantsPayable' AND item.amount_minor <> 0)
ORDER BY award.award_id;
