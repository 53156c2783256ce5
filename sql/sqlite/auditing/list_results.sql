-- Every version of the results of a sample's items, first to last.
SELECT item_no, version_no, result, audited_minor, note, actor, recorded_at FROM audit_sample_results WHERE sample_id = @sample_id ORDER BY item_no, version_no;
