SELECT period, series, number FROM vouchers WHERE entry_id = @entry_id;
