-- The texts of the donor's gifts, services among them, and of everything that relates to them.
DELETE FROM entry_texts WHERE entry_id IN (
  SELECT entry_id FROM donations WHERE donor_id = @donor_id
  UNION
  SELECT entry_id FROM service_gifts WHERE donor_id = @donor_id
  UNION
  SELECT later.entry_id FROM journal_entries later
  JOIN donations gift ON later.relates_to = gift.entry_id OR later.reverses = gift.entry_id
  WHERE gift.donor_id = @donor_id
  UNION
  SELECT undone.entry_id FROM journal_entries undone
  JOIN service_gifts given ON undone.reverses = given.entry_id
  WHERE given.donor_id = @donor_id);
