INSERT INTO fiscal_receipts (entity_id, year, number, version_no, fiscal_code, fiscal_number, check_code, issued_on, is_current, actor, recorded_at)
VALUES (@entity_id, @year, @number, @version_no, @fiscal_code, @fiscal_number, @check_code, @issued_on, 1, @actor, @recorded_at);
