-- Changes the row before it is read: gifts on the same pledge stand in line, so none is fulfilled twice.
UPDATE pledges SET expected_count = expected_count WHERE pledge_id = @pledge_id;
