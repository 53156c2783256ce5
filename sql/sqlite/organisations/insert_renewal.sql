INSERT INTO organisation_renewals (organisation_id, ends_on, stage, day, actor, recorded_at)
VALUES (@organisation_id, @ends_on, @stage, @day, @actor, @recorded_at);
