-- A change that would turn the balance round touches no row, also when the item is settled to zero.
UPDATE open_items SET amount_minor = amount_minor + @amount
WHERE subject = @subject AND account_id = @account_id AND fund_id = @fund_id AND source_id = @source_id AND currency = @currency
  AND (amount_minor + @amount) * sign >= 0;
