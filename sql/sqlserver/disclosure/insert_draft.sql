-- OUTPUT: there is no RETURNING.
INSERT INTO disclosure_drafts (item_id, prepared_on, known_at, checkpoint_size, figures, actor, recorded_at) OUTPUT inserted.draft_id
VALUES (@item_id, @prepared_on, @known_at, @checkpoint_size, @figures, @actor, @recorded_at);
