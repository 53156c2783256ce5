INSERT INTO space_return_charges (space_id, first_day, last_day, charge_no, rule_version, revenue_minor, total_minor, change_minor, charged_on, due_on, entry_id, recorded_at)
VALUES (@space_id, @first_day, @last_day, @charge_no, @rule_version, @revenue_minor, @total_minor, @change_minor, @charged_on, @due_on, @entry_id, @recorded_at);
