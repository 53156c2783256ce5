EXEC sp_releaseapplock N'migrations', N'Session';
