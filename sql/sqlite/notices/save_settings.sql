INSERT INTO notice_settings (person, mail, language) VALUES (@owner, @mail, @language)
ON CONFLICT DO UPDATE SET mail = excluded.mail, language = excluded.language;
