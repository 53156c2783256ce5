-- UPDLOCK, HOLDLOCK: who acts upon the same item waits until this transaction ends, so that two versions never have one number.
SELECT item_id FROM disclosure_items WITH (UPDLOCK, HOLDLOCK) WHERE item_key = @item_key;
