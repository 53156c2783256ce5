SELECT fund_id, source_id, currency, amount_minor, refunded_minor FROM donations WHERE entry_id = @entry_id;
