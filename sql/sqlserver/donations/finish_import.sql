UPDATE imports SET status = 'done' WHERE import_id = @import_id;
