INSERT INTO seal_tiles (level_no, tile_no, hash) VALUES (@level_no, @tile_no, @hash);
