UPDATE pledges SET expected_count = @expected_count WHERE pledge_id = @pledge_id;
