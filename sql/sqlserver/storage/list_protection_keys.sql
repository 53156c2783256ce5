SELECT element FROM protection_keys ORDER BY key_no;
