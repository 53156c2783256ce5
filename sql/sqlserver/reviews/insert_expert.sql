-- OUTPUT: there is no RETURNING.
INSERT INTO experts (person_id, fields, valid_from, valid_to, most_reviews, actor, recorded_at)
OUTPUT inserted.expert_id
VALUES (@person_id, @fields, @valid_from, @valid_to, @most_reviews, @actor, @recorded_at);
