SELECT gift_entry_id, cause_entry_id, entry_id, refunded_minor, returned_minor, waived_minor, owed_minor FROM match_returns WHERE gift_entry_id = @gift_entry_id ORDER BY return_id;
