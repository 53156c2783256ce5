-- '0' is the character after '/': the key's index gives all that begin with import-journal/.
SELECT operation_key, operation FROM operations
WHERE operation_key >= N'import-journal/' AND operation_key < N'import-journal0'
  AND operation IN (N'import-journal-begin', N'import-journal-end')
ORDER BY operation_key;
