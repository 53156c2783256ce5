INSERT INTO tranches (award_id, tranche_no, amount_minor, due_on, status, is_approved) VALUES (@award_id, @tranche_no, @amount_minor, @due_on, @status, 0);
