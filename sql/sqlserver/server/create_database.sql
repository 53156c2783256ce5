-- No collation is named: keys and codes have their own, and Babelfish takes few.
IF DB_ID(@name) IS NULL
BEGIN
  DECLARE @Create nvarchar(300) = CONCAT(N'CREATE DATABASE ', QUOTENAME(@name));
  EXEC (@Create);
END;
