INSERT INTO envelope_uses (entry_id, fund_id, year, code) VALUES (@entry_id, @fund_id, @year, @code);
