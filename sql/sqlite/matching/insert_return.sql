INSERT INTO match_returns (gift_entry_id, cause_entry_id, entry_id, refunded_minor, returned_minor, waived_minor, owed_minor)
VALUES (@gift_entry_id, @cause_entry_id, @entry_id, @refunded_minor, @returned_minor, @waived_minor, @owed_minor);
