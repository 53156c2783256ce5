-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT programme_id, code, entity_id, pot_fund_id, pot_source_id, match_source_id, definition, opening_entry_id, status, CONVERT(char(10), closed_on, 23) AS closed_on, part_count, parts_done FROM matching_programmes;
