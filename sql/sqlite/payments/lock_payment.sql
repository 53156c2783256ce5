-- Changes the row before it is read: of two answers at once the second sees what the first made of it.
UPDATE payments SET status = status WHERE reference = @reference;
