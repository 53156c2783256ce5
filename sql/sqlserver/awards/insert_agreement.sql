INSERT INTO award_agreements (award_id, version_no, text_sha256, signed_on, manner, scan_sha256, accepted_by, recorded_at)
VALUES (@award_id, @version_no, @text_sha256, @signed_on, @manner, @scan_sha256, @accepted_by, @recorded_at);
