UPDATE imports SET rows_done = rows_done + @row_count, gift_count = gift_count + @gift_count, gift_minor = gift_minor + @gift_minor
WHERE import_id = @import_id AND rows_done = @rows_before AND status = 'running';
