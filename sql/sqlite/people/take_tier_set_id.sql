-- The next number belongs to this transaction: there is one writer.
SELECT COALESCE(MAX(set_id), 0) + 1 FROM approval_tiers;
