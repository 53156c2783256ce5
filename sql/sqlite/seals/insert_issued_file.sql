INSERT INTO issued_files (sha256, issued_at, report, language, fund_code, first_day, last_day, known_at, last_entry, checkpoint_size)
VALUES (@sha256, @issued_at, @report, @language, @fund_code, @first_day, @last_day, @known_at, @last_entry, @checkpoint_size);
