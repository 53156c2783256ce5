SELECT appropriation_id FROM appropriations WHERE entity_id = @entity_id AND document_number = @document_number;
