UPDATE spaces SET version_no = @version_no WHERE space_id = @space_id;
