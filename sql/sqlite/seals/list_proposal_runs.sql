-- Keys that begin with proposal/ : in the order of bytes, 0 follows the slash.
SELECT operation_key FROM operations WHERE operation_key >= 'proposal/' AND operation_key < 'proposal0';
