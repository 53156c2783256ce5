UPDATE expert_relations SET removed_at = @removed_at WHERE relation_id = @relation_id AND expert_id = @expert_id AND removed_at IS NULL;
