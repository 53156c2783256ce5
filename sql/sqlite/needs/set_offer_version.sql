UPDATE offers SET version_no = @version_no WHERE offer_id = @offer_id;
