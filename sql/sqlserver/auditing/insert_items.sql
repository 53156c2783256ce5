-- @items: JSON, one array an item: its number, entry, line, place, amount, sum with it, hits.
INSERT INTO audit_sample_items (sample_id, item_no, entry_id, line_no, place, amount_minor, up_to_minor, hits)
SELECT @sample_id, CONVERT(bigint, JSON_VALUE(value, '$[0]')), CONVERT(bigint, JSON_VALUE(value, '$[1]')), CONVERT(bigint, JSON_VALUE(value, '$[2]')), CONVERT(bigint, JSON_VALUE(value, '$[3]')),
  CONVERT(bigint, JSON_VALUE(value, '$[4]')), CONVERT(bigint, JSON_VALUE(value, '$[5]')), CONVERT(bigint, JSON_VALUE(value, '$[6]'))
FROM OPENJSON(@items);
