-- Changes the row before it is read: whoever works on the same application at once stands in line.
UPDATE applications SET save_no = save_no WHERE number = @number;
