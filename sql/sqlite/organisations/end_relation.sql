UPDATE organisation_relations SET until = @until WHERE organisation_id = @organisation_id AND relation_no = @relation_no;
