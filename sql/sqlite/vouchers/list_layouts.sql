-- The last version of each layout.
SELECT layout.code, layout.version_no, layout.content, layout.actor, layout.recorded_at
FROM voucher_layouts layout
WHERE layout.version_no = (SELECT MAX(later.version_no) FROM voucher_layouts later WHERE later.code = layout.code)
ORDER BY layout.code;
