SELECT kind, first_number, last_number FROM unused_numbers;
