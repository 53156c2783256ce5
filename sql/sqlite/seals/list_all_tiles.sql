SELECT level_no, tile_no, hash FROM seal_tiles ORDER BY level_no, tile_no;
