-- What statements say of the donor's gifts.
DELETE FROM bank_line_texts WHERE line_id IN (
  SELECT part.line_id FROM bank_match_lines part
  JOIN bank_match_entries given ON given.match_id = part.match_id
  JOIN donations gift ON gift.entry_id = given.entry_id
  WHERE gift.donor_id = @donor_id);
