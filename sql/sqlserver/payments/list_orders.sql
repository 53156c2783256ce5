-- The last first. CONVERT: a day is a date here and ISO text in SQLite.
SELECT order_id, entity_id, currency, CONVERT(char(10), ordered_on, 23) AS ordered_on, note, maker, proposal_id FROM payment_orders ORDER BY order_id DESC;
