SELECT source_id, given_by FROM appropriations WHERE entity_id = @entity_id AND document_number = @document_number;
