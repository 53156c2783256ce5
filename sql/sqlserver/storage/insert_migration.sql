INSERT INTO schema_migrations (number, name, sha256, applied_at) VALUES (@number, @name, @sha256, @applied_at);
