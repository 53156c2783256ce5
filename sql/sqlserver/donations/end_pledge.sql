UPDATE pledges SET ended_on = @ended_on, end_reason = @end_reason WHERE pledge_id = @pledge_id AND ended_on IS NULL;
