-- Changes the row before it is read: whoever receives or amends under the same document at once stands in line, so two receipts cannot both be the last that fits.
UPDATE appropriations SET conditions = conditions WHERE entity_id = @entity_id AND document_number = @document_number;
