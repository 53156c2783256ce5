INSERT INTO matching_programmes (code, entity_id, pot_fund_id, pot_source_id, match_source_id, definition, opening_entry_id, status, part_count, parts_done, lock_count)
VALUES (@code, @entity_id, @pot_fund_id, @pot_source_id, @match_source_id, @definition, @opening_entry_id, 'open', 0, 0, 0) RETURNING programme_id;
