-- The payment that this entry paid or took back.
SELECT MIN(reference) FROM payments WHERE paid_entry_id = @entry_id OR returned_entry_id = @entry_id;
