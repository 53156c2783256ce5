-- Up to the newest that the person has seen: what came since stays unread.
UPDATE notices SET read_at = @read_at WHERE person = @owner AND read_at IS NULL AND notice_id <= @newest;
