-- The next sealed entries that have a line of a fund, with all their lines. +: by the few lines of the entry, not by all those of the fund.
SELECT leaf.leaf_no, entry.entry_id, entry.entity_id, entry.kind, entry.occurred_on AS occurred_on, entry.recorded_at, entry.document_type, entry.document_id, entry.document_sha256,
  entry.actor, entry.operation_key, entry.reverses, entry.relates_to, entry.text_commitment, line.line_no, line.account_id, line.fund_id, line.source_id, line.subject, line.currency, line.amount_minor, line.line_hash
FROM (
  SELECT chosen.leaf_no, chosen.entry_id FROM seal_leaves chosen
  WHERE chosen.leaf_no > @after_leaf AND chosen.leaf_no < @tree_size
    AND EXISTS (SELECT 1 FROM journal_lines own WHERE own.entry_id = chosen.entry_id AND +own.fund_id = @fund_id)
  ORDER BY chosen.leaf_no LIMIT @row_count) AS leaf
JOIN journal_entries entry ON entry.entry_id = leaf.entry_id
JOIN journal_lines line ON line.entry_id = entry.entry_id
ORDER BY leaf.leaf_no, line.line_no;
