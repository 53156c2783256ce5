SELECT profile FROM import_profiles WHERE name = @name;
