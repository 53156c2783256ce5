-- Changes the row before it is read: whoever amends the same programme at once stands in line.
UPDATE grant_programmes SET version_no = version_no WHERE code = @code;
