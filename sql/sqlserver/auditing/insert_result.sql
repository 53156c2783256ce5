INSERT INTO audit_sample_results (sample_id, item_no, version_no, result, audited_minor, note, actor, recorded_at)
VALUES (@sample_id, @item_no, @version_no, @result, @audited_minor, @note, @actor, @recorded_at);
