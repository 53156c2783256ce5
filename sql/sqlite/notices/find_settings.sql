SELECT person, mail, language FROM notice_settings WHERE person = @owner;
