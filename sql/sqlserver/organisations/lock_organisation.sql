-- Changes the row before it is read: of two who change an organisation at once the second sees what the first made of it.
UPDATE organisations SET version_no = version_no WHERE code = @code;
