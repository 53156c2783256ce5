-- Those of donors that were merged into this one are among them.
SELECT given.entry_id, entry.occurred_on AS occurred_on, line.fund_id, line.currency, line.amount_minor, entry.document_id,
  EXISTS (SELECT 1 FROM journal_entries reversal WHERE reversal.reverses = given.entry_id) AS is_reversed
FROM service_gifts given
JOIN journal_entries entry ON entry.entry_id = given.entry_id
JOIN journal_lines line ON line.entry_id = given.entry_id AND line.amount_minor > 0
WHERE given.donor_id = @donor_id OR given.donor_id IN (SELECT merged.donor_id FROM donor_merges merged WHERE merged.into_id = @donor_id AND merged.undone_at IS NULL)
ORDER BY given.entry_id DESC;
