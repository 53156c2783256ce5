SELECT back.gift_entry_id, back.cause_entry_id, back.entry_id, back.refunded_minor, back.returned_minor, back.waived_minor, back.owed_minor
FROM match_returns back JOIN matches earned ON earned.gift_entry_id = back.gift_entry_id
WHERE earned.programme_id = @programme_id ORDER BY back.cause_entry_id;
