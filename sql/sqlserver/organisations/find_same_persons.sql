-- By equal keys; nobody's name is read.
SELECT organisation.code, person.person_no, person.relation, N'id' AS agrees FROM organisation_persons person JOIN organisations organisation ON organisation.organisation_id = person.organisation_id WHERE person.id_key = @id_key
UNION ALL SELECT organisation.code, person.person_no, person.relation, N'phone' AS agrees FROM organisation_persons person JOIN organisations organisation ON organisation.organisation_id = person.organisation_id WHERE person.phone_key = @phone_key
UNION ALL SELECT organisation.code, person.person_no, person.relation, N'name' AS agrees FROM organisation_persons person JOIN organisations organisation ON organisation.organisation_id = person.organisation_id WHERE person.name_key = @name_key
ORDER BY code, person_no, agrees;
