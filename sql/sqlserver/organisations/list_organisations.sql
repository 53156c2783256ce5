-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT organisation.organisation_id, organisation.code, profile.version_no, profile.credit_code, profile.name, profile.kind, profile.fields, profile.place, CONVERT(char(10), profile.founded_on, 23) AS founded_on, profile.payee, profile.reason, profile.actor, profile.recorded_at
FROM organisations organisation JOIN organisation_versions profile ON profile.organisation_id = organisation.organisation_id AND profile.version_no = organisation.version_no
ORDER BY organisation.code;
