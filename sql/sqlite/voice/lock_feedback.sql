-- Changes the row before it is read: of two who work on it at once the second sees what the first made of it.
UPDATE feedback SET state = state WHERE feedback_id = @feedback_id;
