-- Of one space, or of all; what is still to come of a period stands in the ledger under its subject.
-- CONVERT: a day is a date here and ISO text in SQLite.
SELECT space_id, CONVERT(char(10), first_day, 23) AS first_day, CONVERT(char(10), last_day, 23) AS last_day, charge_no, rule_version, revenue_minor, total_minor, change_minor, CONVERT(char(10), charged_on, 23) AS charged_on, CONVERT(char(10), due_on, 23) AS due_on, entry_id
FROM space_return_charges WHERE @space_id = 0 OR space_id = @space_id ORDER BY space_id, space_return_charges.first_day, space_return_charges.last_day, charge_no;
