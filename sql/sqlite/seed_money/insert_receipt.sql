INSERT INTO appropriation_receipts (entry_id, appropriation_id, currency, amount_minor) VALUES (@entry_id, @appropriation_id, @currency, @amount_minor);
