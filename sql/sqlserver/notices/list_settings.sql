SELECT person, mail, language FROM notice_settings ORDER BY person;
