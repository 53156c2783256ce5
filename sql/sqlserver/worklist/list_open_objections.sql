-- Not answered yet, by award. CONVERT: a day is a date here and ISO text in SQLite.
SELECT award.number, award.fund_id, profile.name AS organisation_name, CONVERT(char(10), MIN(objection.raised_on), 23) AS raised_on, COUNT_BIG(*) AS how_many
FROM award_objections objection
JOIN awards award ON award.award_id = objection.award_id
JOIN organisations organisation ON organisation.organisation_id = award.organisation_id
JOIN organisation_versions profile ON profile.organisation_id = organisation.organisation_id AND profile.version_no = organisation.version_no
WHERE objection.answered_on IS NULL AND award.status = N'decided'
GROUP BY award.number, award.fund_id, profile.name
ORDER BY award.number;
