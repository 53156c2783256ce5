INSERT INTO payment_orders (entity_id, currency, ordered_on, note, maker, proposal_id, recorded_at)
VALUES (@entity_id, @currency, @ordered_on, @note, @maker, @proposal_id, @recorded_at) RETURNING order_id;
