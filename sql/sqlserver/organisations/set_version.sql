UPDATE organisations SET version_no = @version_no, credit_code = @credit_code WHERE organisation_id = @organisation_id;
