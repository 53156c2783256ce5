-- There is no ON CONFLICT; ledger/upsert_balance says why this is safe with several nodes.
INSERT INTO import_profiles (name, profile)
SELECT @name, @profile
WHERE NOT EXISTS (SELECT 1 FROM import_profiles WITH (UPDLOCK, HOLDLOCK) WHERE name = @name);
IF @@ROWCOUNT = 0
  UPDATE import_profiles SET profile = @profile WHERE name = @name;
