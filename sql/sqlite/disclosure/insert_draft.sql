INSERT INTO disclosure_drafts (item_id, prepared_on, known_at, checkpoint_size, figures, actor, recorded_at)
VALUES (@item_id, @prepared_on, @known_at, @checkpoint_size, @figures, @actor, @recorded_at) RETURNING draft_id;
