-- Who wants one message a day, has something unread that went into none, and was sent no such message since the morning.
SELECT setting.person FROM notice_settings setting
JOIN people person ON person.person_id = setting.person
WHERE setting.mail = 'daily' AND person.status = 'active' AND person.email IS NOT NULL
  AND EXISTS (SELECT 1 FROM notices WHERE notices.person = setting.person AND notices.read_at IS NULL AND notices.delivery_id IS NULL)
  AND NOT EXISTS (SELECT 1 FROM deliveries WHERE deliveries.person = setting.person AND deliveries.channel = 'digest' AND deliveries.created_at >= @morning)
ORDER BY setting.person;
