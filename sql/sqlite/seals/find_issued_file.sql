SELECT sha256, issued_at, report, language, fund_code, first_day, last_day, known_at, last_entry, checkpoint_size FROM issued_files WHERE sha256 = @sha256;
