SELECT COALESCE(SUM(amount_minor), 0) FROM cofunding_proofs WHERE fund_id = @fund_id AND proved_on >= @first_day AND proved_on <= @last_day;
