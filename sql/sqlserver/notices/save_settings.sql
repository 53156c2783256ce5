-- There is no ON CONFLICT. UPDLOCK, HOLDLOCK: of two at once one waits, and then finds the row.
UPDATE notice_settings WITH (UPDLOCK, HOLDLOCK) SET mail = @mail, language = @language WHERE person = @owner;
IF @@ROWCOUNT = 0
  INSERT INTO notice_settings (person, mail, language) VALUES (@owner, @mail, @language);
