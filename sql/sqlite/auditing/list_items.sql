-- Items of a sample, each with the last of its results.
SELECT item.item_no, item.entry_id, item.line_no, item.place, item.amount_minor, item.up_to_minor, item.hits, entry.kind, line.account_id, line.fund_id,
  found.version_no, found.result, found.audited_minor, found.note, found.actor, found.recorded_at, line.occurred_on
FROM audit_sample_items item
JOIN journal_entries entry ON entry.entry_id = item.entry_id
JOIN journal_lines line ON line.entry_id = item.entry_id AND line.line_no = item.line_no
LEFT JOIN audit_sample_results found ON found.sample_id = item.sample_id AND found.item_no = item.item_no
  AND found.version_no = (SELECT MAX(latest.version_no) FROM audit_sample_results latest WHERE latest.sample_id = item.sample_id AND latest.item_no = item.item_no)
WHERE item.sample_id = @sample_id
ORDER BY item.item_no;
