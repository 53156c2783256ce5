-- Keys of the people of an organisation who are not long gone.
SELECT name_key, phone_key, id_key FROM organisation_persons WHERE organisation_id = @organisation_id AND (until IS NULL OR until >= @not_before);
