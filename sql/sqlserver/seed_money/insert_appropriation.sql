INSERT INTO appropriations (entity_id, source_id, document_number, given_by, conditions, spend_by)
VALUES (@entity_id, @source_id, @document_number, @given_by, @conditions, @spend_by);
