SELECT import_row FROM donations WHERE import_id = @import_id ORDER BY import_row;
