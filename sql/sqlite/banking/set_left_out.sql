UPDATE bank_statement_lines SET is_left_out = @is_left_out WHERE line_id = @line_id AND open_minor = amount_minor AND is_left_out <> @is_left_out;
