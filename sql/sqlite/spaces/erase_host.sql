UPDATE space_operators SET host = NULL WHERE space_id = @space_id AND term_no = @term_no AND host IS NOT NULL;
