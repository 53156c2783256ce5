-- OBJECT_ID: there is no list of tables that SQLite has too.
SELECT CAST(CASE WHEN OBJECT_ID(N'schema_migrations') IS NULL THEN 0 ELSE 1 END AS bigint);
