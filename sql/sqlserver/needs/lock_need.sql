-- Changes the row before it is read: of two who change it at once the second sees what the first made of it.
UPDATE needs SET version_no = version_no WHERE code = @code;
