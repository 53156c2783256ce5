SELECT holder.entity_id, holder.year, holder.number FROM fiscal_receipts holder
WHERE holder.fiscal_code = @fiscal_code AND holder.fiscal_number = @fiscal_number AND holder.is_current = 1;
