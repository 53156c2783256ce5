-- The parts of a gift, the first one first; a gift that was not split is its only part.
SELECT part.entry_id, part.fund_id, part.currency, part.amount_minor, part.refunded_minor
FROM donations part WHERE part.entry_id = @entry_id OR part.split_of = @entry_id
ORDER BY part.entry_id;
