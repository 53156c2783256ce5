-- OUTPUT: there is no RETURNING.
INSERT INTO payment_orders (entity_id, currency, ordered_on, note, maker, proposal_id, recorded_at)
OUTPUT inserted.order_id
VALUES (@entity_id, @currency, @ordered_on, @note, @maker, @proposal_id, @recorded_at);
