SELECT 1 FROM operations WHERE operation_key = @operation_key;
