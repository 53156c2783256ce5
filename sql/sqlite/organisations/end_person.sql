UPDATE organisation_persons SET until = @until WHERE organisation_id = @organisation_id AND person_no = @person_no;
