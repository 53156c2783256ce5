-- For each table the statement that reads its rows whole, days as ISO text as everywhere, so that a new table or column is never forgotten.
-- Rows are written by bulk copy, which takes no statement and must know which columns are days. Sessions and the codes of a first start
-- belong to the host that gave them out: they are left behind, and everybody signs in anew.
SELECT listed.name AS table_name,
  N'SELECT ' + STRING_AGG(CAST(CASE made.name WHEN N'date' THEN N'CONVERT(char(10), ' + held.name + N', 23) AS ' + held.name ELSE held.name END AS nvarchar(max)), N', ')
      WITHIN GROUP (ORDER BY held.column_id)
    + N' FROM ' + listed.name + CASE listed.name WHEN N'access_tokens' THEN N' WHERE kind NOT IN (N''session'', N''first-run'')' ELSE N'' END + N' ORDER BY 1' AS read_statement,
  N'' AS write_statement,
  COALESCE(STRING_AGG(CAST(CASE made.name WHEN N'date' THEN held.name END AS nvarchar(max)), N','), N'') AS day_columns
FROM sys.tables listed
INNER JOIN sys.columns held ON held.object_id = listed.object_id
INNER JOIN sys.types made ON made.user_type_id = held.user_type_id
WHERE SCHEMA_NAME(listed.schema_id) = N'dbo'
GROUP BY listed.name;
