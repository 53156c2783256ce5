UPDATE award_evaluations SET conditions_met_on = @conditions_met_on WHERE award_id = @award_id AND evaluation_no = @evaluation_no AND conditions_met_on IS NULL;
