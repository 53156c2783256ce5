SELECT organisation.code, document.actor FROM qualifications document JOIN organisations organisation ON organisation.organisation_id = document.organisation_id
WHERE document.qualification_id = @qualification_id;
