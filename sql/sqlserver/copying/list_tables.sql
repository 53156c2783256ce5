-- For each table the statements that read and write its rows whole, days as ISO text as everywhere, so that a new table or column is never forgotten.
-- Long texts stand behind all columns, under their column's name and ' long': seals/list_journal says why. Many rows are put in for @rows, and each value's
-- type must be known for that, NULLs included. Sessions and the codes of a first start belong to the host that gave them out: they are left behind,
-- and everybody signs in anew.
SELECT listed.name AS table_name,
  N'SELECT ' + STRING_AGG(CAST(CASE
        WHEN made.name = N'date' THEN N'CONVERT(char(10), ' + held.name + N', 23) AS ' + held.name
        WHEN made.name = N'nvarchar' AND held.max_length = -1 THEN N'CASE WHEN DATALENGTH(' + held.name + N') <= 4000 THEN CAST(' + held.name + N' AS nvarchar(4000)) END AS ' + held.name
        ELSE held.name END AS nvarchar(max)), N', ') WITHIN GROUP (ORDER BY held.column_id)
    + COALESCE(STRING_AGG(CAST(CASE WHEN made.name = N'nvarchar' AND held.max_length = -1
        THEN N', CASE WHEN DATALENGTH(' + held.name + N') > 4000 THEN ' + held.name + N' END AS [' + held.name + N' long]' END AS nvarchar(max)), N''), N'')
    + N' FROM ' + listed.name + CASE listed.name WHEN N'access_tokens' THEN N' WHERE kind NOT IN (N''session'', N''first-run'')' ELSE N'' END + N' ORDER BY 1' AS read_statement,
  CASE MAX(CAST(held.is_identity AS int)) WHEN 1 THEN N'SET IDENTITY_INSERT ' + listed.name + N' ON; ' ELSE N'' END
    + N'INSERT INTO ' + listed.name + N' (' + STRING_AGG(CAST(held.name AS nvarchar(max)), N', ') WITHIN GROUP (ORDER BY held.column_id) + N') VALUES @rows;'
    + CASE MAX(CAST(held.is_identity AS int)) WHEN 1 THEN N' SET IDENTITY_INSERT ' + listed.name + N' OFF;' ELSE N'' END AS write_statement,
  STRING_AGG(CAST(held.name + N' ' + made.name AS nvarchar(max)), N', ') WITHIN GROUP (ORDER BY held.column_id) AS column_types
FROM sys.tables listed
INNER JOIN sys.columns held ON held.object_id = listed.object_id
INNER JOIN sys.types made ON made.user_type_id = held.user_type_id
WHERE SCHEMA_NAME(listed.schema_id) = N'dbo'
GROUP BY listed.name;
