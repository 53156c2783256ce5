INSERT INTO experts (person_id, fields, valid_from, valid_to, most_reviews, actor, recorded_at)
VALUES (@person_id, @fields, @valid_from, @valid_to, @most_reviews, @actor, @recorded_at) RETURNING expert_id;
