-- The last first.
SELECT order_id, entity_id, currency, ordered_on, note, maker, proposal_id FROM payment_orders ORDER BY order_id DESC;
