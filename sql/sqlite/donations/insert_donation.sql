INSERT INTO donations (entry_id, donor_id, fund_id, source_id, currency, amount_minor, refunded_minor, bank_reference, import_id, import_row, channel, split_of)
VALUES (@entry_id, @donor_id, @fund_id, @source_id, @currency, @amount_minor, 0, @bank_reference, @import_id, @import_row, @channel, @split_of);
