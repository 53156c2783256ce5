-- There is no ON CONFLICT. UPDLOCK, HOLDLOCK: a second one waits, also before there is a row.
INSERT INTO seed_money_warnings (entity_id, first_days, last_days)
SELECT @entity_id, @first_days, @last_days
WHERE NOT EXISTS (SELECT 1 FROM seed_money_warnings WITH (UPDLOCK, HOLDLOCK) WHERE entity_id = @entity_id);
IF @@ROWCOUNT = 0
  UPDATE seed_money_warnings SET first_days = @first_days, last_days = @last_days WHERE entity_id = @entity_id;
