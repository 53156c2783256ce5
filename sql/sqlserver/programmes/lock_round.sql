-- Changes the row before it is read: whoever gives the next number or moves the end stands in line.
UPDATE grant_rounds SET last_number = last_number WHERE code = @code;
