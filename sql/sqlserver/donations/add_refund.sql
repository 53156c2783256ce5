-- One statement decides and changes, so two refunds cannot both take the rest of a gift.
UPDATE donations SET refunded_minor = refunded_minor + @amount
WHERE entry_id = @entry_id AND refunded_minor + @amount BETWEEN 0 AND amount_minor;
