-- Of one item, or of all where none is named; the first first.
SELECT item_id, version_no, draft_id, published_on, place, address, reason, maker, proposal_id FROM disclosure_versions WHERE @item_id = 0 OR item_id = @item_id ORDER BY item_id, version_no;
