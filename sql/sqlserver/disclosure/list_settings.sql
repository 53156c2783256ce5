-- CONVERT: a day is a date here and ISO text in SQLite.
-- Of every entity, the last version.
SELECT entity_id, version_no, raises_publicly, CONVERT(char(10), watched_from, 23) AS watched_from, major_minor, reason FROM disclosure_settings setting
WHERE version_no = (SELECT MAX(version_no) FROM disclosure_settings later WHERE later.entity_id = setting.entity_id) ORDER BY entity_id;
