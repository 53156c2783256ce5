-- OUTPUT: there is no RETURNING. The table has a trigger, so the number goes through a variable.
DECLARE @Inserted TABLE (reconciliation_id bigint NOT NULL);
INSERT INTO bank_reconciliations (bank_account_id, to_day, book_minor, bank_minor, bank_says, opening_minor, book_received_minor, book_paid_minor, bank_received_minor, bank_paid_minor, item_count, actor, recorded_at)
OUTPUT inserted.reconciliation_id INTO @Inserted (reconciliation_id)
VALUES (@bank_account_id, @to_day, @book_minor, @bank_minor, @bank_says, @opening_minor, @book_received_minor, @book_paid_minor, @bank_received_minor, @bank_paid_minor, @item_count, @actor, @recorded_at);
SELECT reconciliation_id FROM @Inserted;
