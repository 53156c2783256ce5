UPDATE offers SET closed_on = @closed_on, close_reason = @close_reason WHERE offer_id = @offer_id;
