-- OUTPUT: there is no RETURNING. SCOPE_IDENTITY would do as well; the table has a trigger, so the number goes through a variable.
DECLARE @Inserted TABLE (programme_id bigint NOT NULL);
INSERT INTO matching_programmes (code, entity_id, pot_fund_id, pot_source_id, match_source_id, definition, opening_entry_id, status, part_count, parts_done, lock_count)
OUTPUT inserted.programme_id INTO @Inserted (programme_id)
VALUES (@code, @entity_id, @pot_fund_id, @pot_source_id, @match_source_id, @definition, @opening_entry_id, N'open', 0, 0, 0);
SELECT programme_id FROM @Inserted;
