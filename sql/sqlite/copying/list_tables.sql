-- For each table the statements that read and write its rows whole, so that a new table or column is never forgotten. Sessions and
-- the codes of a first start belong to the host that gave them out: they are left behind, and everybody signs in anew.
SELECT listed.name AS table_name,
  'SELECT ' || group_concat(held.name, ', ' ORDER BY held.cid) || ' FROM ' || listed.name
    || CASE listed.name WHEN 'access_tokens' THEN ' WHERE kind NOT IN (''session'', ''first-run'')' ELSE '' END || ' ORDER BY 1' AS read_statement,
  'INSERT INTO ' || listed.name || ' (' || group_concat(held.name, ', ' ORDER BY held.cid) || ') VALUES ('
    || group_concat('@' || held.name, ', ' ORDER BY held.cid) || ')' AS write_statement,
  '' AS column_types
FROM sqlite_schema listed
JOIN pragma_table_info(listed.name) held
WHERE listed.type = 'table'
GROUP BY listed.name;
