SELECT relation_no, relation, other_name, other_credit_code, since, until FROM organisation_relations
WHERE organisation_id = @organisation_id ORDER BY relation_no;
