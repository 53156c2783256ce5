-- The texts of the donor's gifts and of everything that relates to them.
DELETE FROM entry_texts WHERE entry_id IN (
  SELECT entry_id FROM donations WHERE donor_id = @donor_id
  UNION
  SELECT later.entry_id FROM journal_entries later
  JOIN donations gift ON later.relates_to = gift.entry_id OR later.reverses = gift.entry_id
  WHERE gift.donor_id = @donor_id);
