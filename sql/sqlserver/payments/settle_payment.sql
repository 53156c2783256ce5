UPDATE payments SET status = @status, settled_on = @settled_on, paid_entry_id = @paid_entry_id, returned_entry_id = @returned_entry_id, reason = @reason
WHERE reference = @reference;
