-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT account_id, entity_id, code, role, name_zh, name_en, layer, type, counts_as,
  CONVERT(char(10), valid_from, 23) AS valid_from, CONVERT(char(10), valid_to, 23) AS valid_to, closes_to FROM accounts;
