-- @items: JSON, one array an item: its number, entry, line, place, amount, sum with it, hits.
INSERT INTO audit_sample_items (sample_id, item_no, entry_id, line_no, place, amount_minor, up_to_minor, hits)
SELECT @sample_id, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), json_extract(value, '$[3]'), json_extract(value, '$[4]'), json_extract(value, '$[5]'), json_extract(value, '$[6]')
FROM json_each(@items);
