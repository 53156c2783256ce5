INSERT INTO import_profiles (name, profile) VALUES (@name, @profile)
ON CONFLICT DO UPDATE SET profile = excluded.profile;
