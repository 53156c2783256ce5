-- Changes the row before it is read: whoever issues, voids or registers for the same gift at once stands in line, so a gift never has two receipts that stand.
UPDATE donations SET refunded_minor = refunded_minor WHERE entry_id = @entry_id;
