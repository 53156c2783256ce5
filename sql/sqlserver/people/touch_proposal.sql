-- Changes the row before it is read: of two who decide at once the second waits here, and then reads what the first left.
UPDATE proposals SET touched = touched + 1 WHERE proposal_id = @proposal_id;
