-- Two logins for one ledger: fundledger_migrate owns its database and upgrades the schema, fundledger_app runs the program.
-- Run once by an administrator of the server, in the ledger's own, still empty database, with the passwords as variables of sqlcmd:
--   sqlcmd -d fundledger -v MigratePassword="…" AppPassword="…" -i create_logins.sql
-- Then 'fundledger migrate' with the first login makes the schema and gives the second one its rights, which stand in grant_app.
IF SUSER_ID(N'fundledger_migrate') IS NULL CREATE LOGIN fundledger_migrate WITH PASSWORD = N'$(MigratePassword)';
IF SUSER_ID(N'fundledger_app') IS NULL CREATE LOGIN fundledger_app WITH PASSWORD = N'$(AppPassword)';
IF USER_ID(N'fundledger_migrate') IS NULL CREATE USER fundledger_migrate FOR LOGIN fundledger_migrate;
IF USER_ID(N'fundledger_app') IS NULL CREATE USER fundledger_app FOR LOGIN fundledger_app;
ALTER ROLE db_owner ADD MEMBER fundledger_migrate;
