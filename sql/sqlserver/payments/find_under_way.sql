SELECT MIN(reference) FROM payments WHERE subject = @subject AND fund_id = @fund_id AND status = N'sent';
