-- There is no ON CONFLICT. No lock hint needed: whoever moves a month holds the entity's periods, see ledger/find_open_month_before.
INSERT INTO periods (entity_id, period, status, closing_no)
SELECT @entity_id, @period, @status, @closing_no
WHERE NOT EXISTS (SELECT 1 FROM periods WHERE entity_id = @entity_id AND period = @period);
IF @@ROWCOUNT = 0
  UPDATE periods SET status = @status, closing_no = @closing_no WHERE entity_id = @entity_id AND period = @period;
