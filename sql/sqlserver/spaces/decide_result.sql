UPDATE operating_results SET decision = @decision, decided_on = @decided_on, decided_by = @decided_by, decision_note = @decision_note
WHERE space_id = @space_id AND first_day = @first_day AND last_day = @last_day AND version_no = @version_no AND decision IS NULL;
