-- No lock hint needed: there is one writer.
SELECT item_id FROM disclosure_items WHERE item_key = @item_key;
