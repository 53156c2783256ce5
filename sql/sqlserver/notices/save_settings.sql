-- There is no ON CONFLICT. UPDLOCK, HOLDLOCK: of two at once one waits, and then finds the row.
INSERT INTO notice_settings (person, mail, language)
SELECT @owner, @mail, @language
WHERE NOT EXISTS (SELECT 1 FROM notice_settings WITH (UPDLOCK, HOLDLOCK) WHERE person = @owner);
IF @@ROWCOUNT = 0
  UPDATE notice_settings SET mail = @mail, language = @language WHERE person = @owner;
