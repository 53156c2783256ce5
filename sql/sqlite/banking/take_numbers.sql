INSERT INTO bank_numbers (kind, next_number) VALUES (@kind, 1 + @number_count)
ON CONFLICT DO UPDATE SET next_number = next_number + @number_count RETURNING next_number - @number_count;
