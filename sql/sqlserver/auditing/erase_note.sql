UPDATE audit_sample_results SET note = NULL WHERE sample_id = @sample_id AND item_no = @item_no AND version_no = @version_no AND note IS NOT NULL;
