SELECT organisation.code, renewal.ends_on, renewal.stage, renewal.day
FROM organisation_renewals renewal JOIN organisations organisation ON organisation.organisation_id = renewal.organisation_id
ORDER BY organisation.code, renewal.ends_on, renewal.recorded_at;
