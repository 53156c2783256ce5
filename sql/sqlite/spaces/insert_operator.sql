INSERT INTO space_operators (space_id, term_no, organisation_id, host, first_day, until_day, terms, actor, recorded_at)
VALUES (@space_id, @term_no, @organisation_id, @host, @first_day, @until_day, @terms, @actor, @recorded_at);
