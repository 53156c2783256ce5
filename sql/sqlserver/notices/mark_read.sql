UPDATE notices SET read_at = @read_at WHERE notice_id = @notice_id AND person = @owner AND read_at IS NULL;
