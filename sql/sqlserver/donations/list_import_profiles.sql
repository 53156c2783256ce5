SELECT name FROM import_profiles ORDER BY name;
