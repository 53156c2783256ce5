UPDATE donor_people SET ended_at = @ended_at WHERE person_id = @person_id AND donor_id = @donor_id AND ended_at IS NULL;
