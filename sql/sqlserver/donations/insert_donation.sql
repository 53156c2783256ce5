-- @rows: donations_rows
INSERT INTO donations (entry_id, donor_id, fund_id, source_id, currency, amount_minor, refunded_minor, bank_reference, import_id, import_row, channel, split_of)
SELECT r.entry_id, r.donor_id, r.fund_id, r.source_id, r.currency, r.amount_minor, 0, r.bank_reference, r.import_id, r.import_row, r.channel, r.split_of
FROM @rows AS r;
