SELECT version_no, text_sha256, signed_on, manner, scan_sha256, accepted_by FROM award_agreements WHERE award_id = @award_id ORDER BY version_no;
