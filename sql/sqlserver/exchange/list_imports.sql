-- '0' is the character after '/': the key's index gives all that begin with import-journal/.
SELECT operation_key, operation FROM operations
WHERE operation_key >= 'import-journal/' AND operation_key < 'import-journal0'
  AND operation IN ('import-journal-begin', 'import-journal-end')
ORDER BY operation_key;
