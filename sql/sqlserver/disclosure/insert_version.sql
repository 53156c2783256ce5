INSERT INTO disclosure_versions (item_id, version_no, draft_id, published_on, place, address, reason, maker, proposal_id, recorded_at)
VALUES (@item_id, @version_no, @draft_id, @published_on, @place, @address, @reason, @maker, @proposal_id, @recorded_at);
