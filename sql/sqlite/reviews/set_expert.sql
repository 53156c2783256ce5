UPDATE experts SET fields = @fields, valid_from = @valid_from, valid_to = @valid_to, most_reviews = @most_reviews WHERE expert_id = @expert_id;
