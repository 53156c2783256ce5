INSERT INTO audit_samples (entity_id, fund_id, currency, first_day, last_day, kind, account_code, part, method, seed, interval_minor, tolerable_minor, factor, size, from_minor, first_minor, algorithm, purpose,
  known_at, last_entry, last_hash, checkpoint_size, checkpoint_root, item_count, item_sum, other_count, other_sum, drawn_by, recorded_at)
VALUES (@entity_id, @fund_id, @currency, @first_day, @last_day, @kind, @account_code, @part, @method, @seed, @interval_minor, @tolerable_minor, @factor, @size, @from_minor, @first_minor, @algorithm, @purpose,
  @known_at, @last_entry, @last_hash, @checkpoint_size, @checkpoint_root, @item_count, @item_sum, @other_count, @other_sum, @drawn_by, @recorded_at) RETURNING sample_id;
