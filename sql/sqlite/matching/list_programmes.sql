SELECT programme_id, code, entity_id, pot_fund_id, pot_source_id, match_source_id, definition, opening_entry_id, status, closed_on, part_count, parts_done FROM matching_programmes;
