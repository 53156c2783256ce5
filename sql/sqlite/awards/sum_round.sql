-- What the awards of a round come to; one that was taken back counts for nothing, one that was stopped for what it bore.
SELECT COALESCE(SUM(amount_minor), 0) FROM awards WHERE round_id = @round_id AND status <> 'cancelled';
