SELECT recorded_at, operation, content, outcome FROM operations WHERE operation_key = @operation_key;
