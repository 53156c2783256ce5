INSERT INTO bank_line_texts (line_id, counterparty, text) VALUES (@line_id, @counterparty, @text);
