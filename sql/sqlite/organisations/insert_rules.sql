INSERT INTO directory_rules (version_no, opens_before, reminds_before, required, actor, recorded_at)
VALUES (@version_no, @opens_before, @reminds_before, @required, @actor, @recorded_at);
