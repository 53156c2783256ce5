SELECT tile_no, hash FROM seal_tiles WHERE level_no = @level_no AND tile_no >= @first_tile AND tile_no < @end_tile ORDER BY tile_no;
