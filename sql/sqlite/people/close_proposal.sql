UPDATE proposals SET status = @status, closed_at = @closed_at WHERE proposal_id = @proposal_id AND status = 'open';
