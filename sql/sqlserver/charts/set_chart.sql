UPDATE entities SET chart = @chart WHERE entity_id = @entity_id;
