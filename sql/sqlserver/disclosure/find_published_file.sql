-- Whether a file was published for everybody to read: told to donors alone, it was not.
SELECT drawn.file_name FROM disclosure_files drawn JOIN disclosure_versions version ON version.draft_id = drawn.draft_id
WHERE drawn.sha256 = @sha256 AND version.place <> N'donors' ORDER BY version.published_on;
