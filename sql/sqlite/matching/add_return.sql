UPDATE matches SET returned_minor = returned_minor + @returned_minor, waived_minor = waived_minor + @waived_minor, owed_minor = owed_minor + @owed_minor
WHERE gift_entry_id = @gift_entry_id;
