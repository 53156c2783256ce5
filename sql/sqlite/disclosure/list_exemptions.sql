-- Of one item, or of all where none is named.
SELECT item_id, reason, decided_on, maker, proposal_id FROM disclosure_exemptions WHERE @item_id = 0 OR item_id = @item_id ORDER BY item_id;
