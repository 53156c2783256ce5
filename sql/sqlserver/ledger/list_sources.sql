-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT source_id, entity_id, code, name, kind, restriction, is_public, is_spendable, origin, CONVERT(char(10), return_by, 23) AS return_by, after_deadline FROM sources;
