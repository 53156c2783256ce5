SELECT expert_id, person_id, fields, valid_from, valid_to, most_reviews FROM experts ORDER BY expert_id;
