SELECT operation, content, outcome FROM operations WHERE operation_key = @operation_key;
