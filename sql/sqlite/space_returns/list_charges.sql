-- Of one space, or of all; what is still to come of a period stands in the ledger under its subject.
SELECT space_id, first_day, last_day, charge_no, rule_version, revenue_minor, total_minor, change_minor, charged_on, due_on, entry_id
FROM space_return_charges WHERE @space_id = 0 OR space_id = @space_id ORDER BY space_id, first_day, last_day, charge_no;
