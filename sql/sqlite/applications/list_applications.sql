SELECT application.application_id, application.number, application.round_id, application.organisation_id, application.status, application.category, application.title, application.draft,
  application.currency, application.requested_minor, application.own_minor, application.save_no, application.deadline_at, application.actor, application.recorded_at
FROM applications application
JOIN grant_rounds round ON round.round_id = application.round_id
JOIN organisations organisation ON organisation.organisation_id = application.organisation_id
WHERE (@number = '' OR application.number = @number) AND (@round = '' OR round.code = @round) AND (@organisation = '' OR organisation.code = @organisation)
ORDER BY application.number;
