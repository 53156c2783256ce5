UPDATE funds SET status = @status WHERE fund_id = @fund_id;
