UPDATE tranches SET amount_minor = @amount_minor, due_on = @due_on, status = @status, is_approved = @is_approved, held_why = @held_why, released_on = @released_on, entry_id = @entry_id
WHERE award_id = @award_id AND tranche_no = @tranche_no;
