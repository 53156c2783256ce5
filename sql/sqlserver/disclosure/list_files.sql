-- Of the drafts of one item, or of all where none is named.
SELECT drawn.draft_id, drawn.file_no, drawn.report, drawn.language, drawn.sha256, drawn.file_name
FROM disclosure_files drawn JOIN disclosure_drafts draft ON draft.draft_id = drawn.draft_id WHERE @item_id = 0 OR draft.item_id = @item_id ORDER BY drawn.draft_id, drawn.file_no;
